/** The lines between two offsets, without their breaks. */
export function lineSpans(
  answer: string,
  start: number,
  end: number,
): readonly (readonly [from: number, to: number])[] {
  const spans: (readonly [number, number])[] = [];
  for (let from = start; from < end; ) {
    const stop = answer.indexOf("\n", from);
    const to = stop < 0 || stop > end ? end : stop;
    spans.push([from, to]);
    from = to + 1;
  }
  return spans;
}
