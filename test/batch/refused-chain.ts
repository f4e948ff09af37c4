/** Options that make no sense, by number. */
const wrong: readonly object[] = [{ citation: "required" }, { guards: [3] }, { guards: [null] }, { timeoutMs: -1 }];
export const options = (at: number): object | undefined => wrong[at];
