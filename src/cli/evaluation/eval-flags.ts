import { type Bound, parseBound } from "vouchsafe/eval";
import { badUsage, type Flags } from "../flags.ts";

/** The bounds that `--fail-under` and `--fail-over` ask for. */
export function boundsOf(flags: Flags): readonly Bound[] {
  return (["under", "over"] as const).flatMap((fail) =>
    flags.all(`fail-${fail}`).map((written) => {
      try {
        return parseBound(written, fail);
      } catch (error) {
        throw badUsage(`--fail-${fail}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }),
  );
}

const LEAST = 0.0001; // as `calibrate` takes

/** How often released claims may be wrong, or none asked for. */
export function riskOf(flags: Flags): number | undefined {
  const written = flags.text("risk");
  if (written === undefined) return undefined;
  if (!flags.isOn("calibrate")) throw badUsage("--risk belongs to --calibrate FILE");
  const risk = /^0?\.\d{1,9}$/.test(written) ? Number(written) : Number.NaN;
  if (!(risk >= LEAST))
    throw badUsage(`--risk takes a share such as 0.05, got ${JSON.stringify(written.slice(0, 40))}`);
  return risk;
}
