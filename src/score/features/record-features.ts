import { checkRecords, type RecordCheck } from "../record/check.ts";
import type { Feature, View } from "./feature.ts";

const made = new WeakMap<object, { readonly check: RecordCheck | undefined }>();
function checkOf({ wanted, claim, sources, asked }: View): RecordCheck | undefined {
  const known = made.get(wanted);
  if (known !== undefined) return known.check;
  const check = checkRecords(claim, sources, asked);
  made.set(wanted, { check });
  return check;
}

/** What the records among the sources say; of none, nothing. */
export const RECORDS: readonly Feature[] = [
  { name: "record-contradicts", sign: -1, of: (view) => Number(checkOf(view)?.status === "contradicted") },
  { name: "record-leaves-open", sign: -1, of: (view) => Number(checkOf(view)?.status === "unknown") },
  { name: "record-lacks-figures", sign: -1, of: (view) => Number(checkOf(view)?.status === "invented") },
  { name: "record-agrees", sign: 1, of: (view) => Number(checkOf(view)?.agrees === true) },
  { name: "record-unsaid", sign: -1, of: (view) => Number(checkOf(view)?.isUnsaid === true) },
  { name: "record-coverage", sign: 1, of: (view) => checkOf(view)?.score ?? 1 },
];
