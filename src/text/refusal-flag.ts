/** What providers and prompts put in place of an answer, letters only. */
const FLAGS = new Set([
  "refusal",
  "refused",
  "requestrefused",
  "contentfilter",
  "contentfiltered",
  "contentblocked",
  "blocked",
  "blockedbysafety",
  "safety",
  "responsefiltered",
  "responseblocked",
  "redacted",
  "icantassistwiththat",
  "icantassistwiththatrequest",
  "icanthelpwiththat",
  "icanthelpwiththatrequest",
  "icannotassistwiththat",
  "icannotassistwiththatrequest",
  "icannothelpwiththat",
  "icannothelpwiththatrequest",
  "imunabletoassistwiththat",
  "imunabletohelpwiththat",
  "imunabletoassistwiththatrequest",
  "imunabletohelpwiththatrequest",
]);
/** Longer texts say something else, too. */
const MAX_FLAG_LENGTH = 120;

/** Whether a text is nothing but the sign of a refusal: `[content filtered]`, `{"refusal": …}`, a stock sentence. */
export function isRefusalFlag(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) return isRefusalObject(trimmed);
  if (trimmed.length > MAX_FLAG_LENGTH) return false;
  const letters = trimmed
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .replace(/^(?:imsorrybut|iamsorrybut|sorrybut|imsorry|iamsorry|sorry)/, "")
    .replace(/^iam(?=unable)/, "im");
  return FLAGS.has(letters);
}

/** One key, `refusal`, with a reason or `true`. Read without parsing: a long text is no flag to build. */
function isRefusalObject(text: string): boolean {
  if (!/^\{\s*"refusal"\s*:/.test(text) || text.length > 10_000) return false;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Object.keys(value).length !== 1) return false;
    const [reason] = Object.values(value);
    return reason === true || (typeof reason === "string" && reason !== "");
  } catch {
    return false;
  }
}
