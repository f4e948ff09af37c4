/** True for `quote-not-found`: lower-case words and digits joined by single hyphens, a letter first. */
export function isKebabCase(value: unknown): value is string {
  return typeof value === "string" && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(value);
}
