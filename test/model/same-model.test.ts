import { expect, test } from "vitest";
import { isSameModel } from "../../src/model/adapter/same-model.ts";

test.each([
  ["the name itself", "gpt-5-mini", "gpt-5-mini"],
  ["a snapshot by day", "gpt-5-mini", "gpt-5-mini-2025-08-07"],
  ["a snapshot without hyphens", "claude-haiku-4-5", "claude-haiku-4-5-20251001"],
  ["a snapshot behind an at", "claude-haiku-4-5", "claude-haiku-4-5@20251001"],
  ["a snapshot by month and day", "gpt-4", "gpt-4-0613"],
  ["the same with a hyphen", "gemini-2.5-flash-preview", "gemini-2.5-flash-preview-05-20"],
  ["a snapshot by year and month", "mistral-large", "mistral-large-2407"],
  ["the latest of an alias", "claude-3-5-haiku-latest", "claude-3-5-haiku-20241022"],
  ["the alias of the latest", "claude-3-5-haiku-latest", "claude-3-5-haiku"],
  ["a provider asked for, none reported", "openai/gpt-5-mini", "gpt-5-mini-2025-08-07"],
  ["a provider reported, none asked for", "gemini-2.5-flash", "models/gemini-2.5-flash"],
  ["the same provider", "openai/gpt-5", "openai/gpt-5-2025-08-07"],
  ["a route asked for", "meta-llama/llama-3.3-70b:free", "meta-llama/llama-3.3-70b"],
  ["a route reported", "deepseek/deepseek-r1", "deepseek/deepseek-r1:free"],
  ["Ollama's default tag", "llama3.2", "llama3.2:latest"],
  ["another letter case", "Qwen/Qwen3-8B", "qwen/qwen3-8b"],
])("%s is the same model: %s, %s", (_, asked, reported) => {
  expect(isSameModel(asked, reported, "family")).toBe(true);
  expect(isSameModel(asked, reported, "any")).toBe(true);
  expect(isSameModel(asked, reported, "exact")).toBe(asked === reported);
});

test.each([
  ["a larger one", "gpt-5-mini", "gpt-5"],
  ["a smaller one", "gpt-5", "gpt-5-mini"],
  ["a smaller one's snapshot", "gpt-5", "gpt-5-mini-2025-08-07"],
  ["another version", "gpt-4", "gpt-4.1"],
  ["another line", "gpt-4", "gpt-4o"],
  ["a longer window", "gpt-4", "gpt-4-32k"],
  ["a preview", "gpt-4", "gpt-4-0125-preview"],
  ["a version's number that looks like a part of a date", "claude-sonnet-4", "claude-sonnet-4-5"],
  ["another snapshot", "gpt-5-mini-2025-08-07", "gpt-5-mini-2025-09-01"],
  ["no snapshot where one was asked for", "gpt-5-mini-2025-08-07", "gpt-5-mini"],
  ["a tag of another size", "llama3", "llama3:70b"],
  ["another provider's", "openai/gpt-5", "somebody/gpt-5"],
  ["a deployment's own name", "answers-eu", "gpt-4o-2024-08-06"],
  ["a fine-tuned one", "gpt-4o-mini-2024-07-18", "ft:gpt-4o-mini-2024-07-18:acme::x"],
  ["a date that is none", "gpt-5", "gpt-5-2025-13-07x"],
  ["a month that is none", "gpt-5", "gpt-5-9999"],
  ["an end of its own", "gpt-5", "gpt-5-2025-08-07-evil"],
  ["anything, where only the latest was asked for", "-latest", "gpt-5"],
])("%s is another model: %s, %s", (_, asked, reported) => {
  expect(isSameModel(asked, reported, "family")).toBe(false);
  expect(isSameModel(asked, reported, "any")).toBe(true);
});
