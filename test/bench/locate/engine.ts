export interface Range {
  readonly start: number;
  readonly end: number;
}

export type Find = (quote: string) => Range | undefined;

/** One way of finding a quotation, as an application would call it. */
export interface Engine {
  readonly name: string;
  /** Whatever can be made once a text is made before this returns. */
  prepare(text: string): Find;
  /** One quotation in a text that has not been seen. */
  cold(text: string, quote: string): Range | undefined;
}

/** An engine that makes nothing of a text beforehand. */
export function unprepared(name: string, cold: Engine["cold"]): Engine {
  return { name, cold, prepare: (text) => (quote) => cold(text, quote) };
}
