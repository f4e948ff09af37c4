/** A module that gives no chain. */
export const options = 7;
