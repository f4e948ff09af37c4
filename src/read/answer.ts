import type { Answer, CitationInput, Finish } from "../types.ts";
import { invalid, refused, unknownWord, wellFormed } from "./invalid.ts";
import { questionOf } from "./messages.ts";

const FINISHES: readonly Finish[] = ["stop", "length", "content-filter", "tool-calls", "error", "other"];

/** No model writes that much in one reply; reading it would hold the process for seconds. */
const MOST_UNITS = 1_000_000;

/** The answer's own fields, checked: throws `answer-invalid` with the field's path and what was expected there. */
export function readAnswer(input: Answer): Omit<Answer, "sources" | "messages" | "usage"> {
  if (typeof input !== "object" || input === null) throw invalid("answer", "an object { answer, sources }", input);
  const { id, messages, answer, value, citations, finish } = input;
  const asked = messages === undefined ? undefined : questionOf(messages);
  const question = input.question ?? asked;
  if (typeof answer !== "string") throw invalid("answer", "a string", answer);
  if (answer.length > MOST_UNITS)
    throw refused(
      "answer",
      `is ${answer.length} characters long, over ${MOST_UNITS}; hand in what was answered at once`,
    );
  wellFormed(answer, "answer");
  for (const [field, text] of [
    ["id", id],
    ["question", question],
  ] as const) {
    if (text === undefined) continue;
    if (typeof text !== "string") throw invalid(field, "a string", text);
    wellFormed(text, field);
  }
  if (finish !== undefined && !FINISHES.includes(finish)) throw unknownWord("finish", FINISHES, finish);
  if (citations !== undefined) checkCitations(citations, answer.length);
  return {
    answer,
    ...(id === undefined ? {} : { id }),
    ...(question === undefined ? {} : { question }),
    ...(value === undefined ? {} : { value }),
    ...(citations === undefined ? {} : { citations }),
    ...(finish === undefined ? {} : { finish }),
  };
}

function checkCitations(citations: readonly CitationInput[], length: number): void {
  if (!Array.isArray(citations)) throw invalid("citations", "an array of { sourceId, at?, quote? }", citations);
  for (const [index, citation] of citations.entries()) {
    const field = `citations[${index}]`;
    if (typeof citation !== "object" || citation === null) throw invalid(field, "{ sourceId, at?, quote? }", citation);
    if (typeof citation.sourceId !== "string") throw invalid(`${field}.sourceId`, "a string", citation.sourceId);
    wellFormed(citation.sourceId, `${field}.sourceId`);
    if (citation.quote !== undefined) {
      if (typeof citation.quote !== "string") throw invalid(`${field}.quote`, "a string", citation.quote);
      wellFormed(citation.quote, `${field}.quote`);
    }
    const { near } = citation;
    if (near !== undefined && !(Number.isInteger(near) && near >= 0))
      throw invalid(`${field}.near`, "an offset into the source, a whole number from 0", near);
    if (citation.at === undefined) continue;
    const { start, end } = citation.at ?? {};
    const inside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length;
    if (!inside) throw invalid(`${field}.at`, `offsets into the answer, 0 <= start <= end <= ${length}`, citation.at);
  }
}
