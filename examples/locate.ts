import { locate, prepare } from "vouchsafe";

const page =
  "Unused items may be re-\nturned **within 30 days** of delivery.[12] Sale items can only be exchanged. Gift cards may not be returned.";
const prepared = prepare(page); // normalised and indexed once, for as many quotations as you like

for (const quote of [
  "Sale items can only be exchanged",
  "“unused items may be returned within 30 days of delivery”",
  "Unused items […] within 30 days",
  "[sale] items can only be exchanged",
  "unused items may be returned within 90 days of delivery",
  "lost parcels are replaced free of charge",
]) {
  const found = locate(prepared, quote);
  const [change] = found?.diff ?? [];
  const differs = change === undefined ? "" : `, ${change.kind}: "${change.quoted}" for "${change.source}"`;
  console.log(found === undefined ? "not there" : `${found.match} ${found.span.start}-${found.span.end}${differs}`);
}
