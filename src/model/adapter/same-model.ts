/**
 * Which reported names are the model asked for. `exact`: that name alone. `family`: its snapshots and other
 * spellings too (see `isSameModel`). `any`: all, for a deployment or a route with a name of its own.
 */
export type SameModel = "exact" | "family" | "any";

export const SAME_MODEL: readonly SameModel[] = ["exact", "family", "any"];

/**
 * Ends of names that choose a route, not a model (OpenRouter's), or are what is meant without them (Ollama's
 * `:latest`). `:70b` is no such end: it is another model.
 */
const ROUTE = /:(?:free|nitro|floor|exacto|extended|online|latest)$/;
const LATEST = /-latest$/;
/** `-2025-08-07`, `-20250807`, `@20250807`, `-05-20`, and four figures: `-0613` (a day), `-2407` (a month). */
const SNAPSHOT = /^(?:-20\d\d-[01]\d-[0-3]\d|[-@]20\d\d[01]\d[0-3]\d|-[01]\d-[0-3]\d|-[01]\d[0-3]\d|-2\d[01]\d)$/;

/**
 * Whether a reported name is the model asked for. By `family` it is if, letter case and the ends of a route apart,
 * it is the same name; the same with a dated snapshot behind it where none (or `-latest`) was asked; or either of
 * these with a provider before it (`openai/…`, `models/…`) where the other has none.
 */
export function isSameModel(asked: string, reported: string, rule: SameModel): boolean {
  if (rule === "any" || asked === reported) return true;
  if (rule === "exact") return false;
  const [owner, name] = partsOf(asked);
  const [reportedOwner, reportedName] = partsOf(reported);
  if (owner !== "" && reportedOwner !== "" && owner !== reportedOwner) return false;
  const alias = name.replace(LATEST, "");
  if (alias === "") return false;
  if (reportedName === name || reportedName === alias) return true;
  return reportedName.startsWith(alias) && SNAPSHOT.test(reportedName.slice(alias.length));
}

/** The provider, up to the last slash, and the name behind it. */
function partsOf(model: string): readonly [string, string] {
  const plain = model.toLowerCase().replace(ROUTE, "");
  const at = plain.lastIndexOf("/") + 1;
  return [plain.slice(0, at), plain.slice(at)];
}
