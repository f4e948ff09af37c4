/** What is wrong with a record, and where in it: `sources[2].text`, or the empty string for the whole of it. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}
