/** Options that make no sense, which `verify` rejects at every row. */
export const options = { citation: "required" };
