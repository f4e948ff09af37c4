/**
 * Whether a model takes `temperature` and `top_p`, by its name: OpenAI's that reason (o1 and later, gpt-5 and later but for
 * `gpt-5-chat`) and Claude from 4.7 on answer any value but their own with status 400. What is not known is taken to do.
 */
export function takesSampling(model: string): boolean {
  const name = model.toLowerCase().slice(model.lastIndexOf("/") + 1);
  const gpt = GPT.exec(name);
  if (gpt) return Number(gpt[1]) < 5 || name.startsWith("gpt-5-chat");
  const claude = CLAUDE.exec(name);
  if (claude) return Number(claude[1]) + Number(claude[2] ?? 0) / 100 < 4.07;
  return !O_SERIES.test(name) && !name.startsWith("claude-mythos");
}

const GPT = /^gpt-(\d+)/;
const O_SERIES = /^o\d/;
/** `claude-opus-4-7`, also with a dot; a date is no second number, as it is longer. */
const CLAUDE = /^claude-[a-z]+-(\d{1,2})(?:[-.](\d{1,2}))?(?![\d.])/;
