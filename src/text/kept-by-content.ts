const ENTRY_UNITS = 500; // what the objects, closures and maps of one text take, however short it is
const costOf = (text: string): number => text.length + ENTRY_UNITS;

/**
 * What is made of a text, made once for the same text: a cache by content of so many units of text, each entry counted as
 * 500 more, the least recently used dropped first. A text over the bound is made anew each time.
 */
export function keptByContent<Made>(make: (text: string) => Made, mostUnits: number): (text: string) => Made {
  const kept = new Map<string, Made>();
  let units = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) {
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    const made = make(text);
    if (costOf(text) > mostUnits) return made;
    kept.set(text, made);
    units += costOf(text);
    for (const oldest of kept.keys()) {
      if (units <= mostUnits) break;
      kept.delete(oldest);
      units -= costOf(oldest);
    }
    return made;
  };
}
