import {
  answerSpan,
  block,
  defineGuard,
  type Ending,
  type EndingProblem,
  endsProperly,
  type Finding,
  type Finish,
  type Guard,
  isRefusalFlag,
  warn,
} from "vouchsafe/core";

const UNFINISHED: { readonly [finish in Exclude<Finish, "stop">]: readonly [code: string, message: string] } = {
  length: ["answer-cut-off", "generation ended at its length limit"],
  "content-filter": ["answer-refused", "a content filter ended generation"],
  "tool-calls": ["answer-unfinished", "generation ended in tool calls, before an answer"],
  error: ["answer-unfinished", "generation ended in an error"],
  other: ["answer-unfinished", "generation ended for a reason that is not known"],
};
const CUT_OFF: { readonly [problem in Exclude<EndingProblem, "empty">]: string } = {
  "code-fence": "ends inside a code block that is not closed",
  json: "ends inside JSON that is not closed",
  quotation: "ends inside a quotation that is not closed",
  marker: "ends inside a marker that is not closed",
  bracket: "ends inside a bracket that is not closed",
  code: "ends inside inline code that is not closed",
  heading: "ends with a heading and nothing under it",
  "lead-in": "ends with a colon and nothing after it",
  table: "ends before its table is whole",
  list: "ends inside a list item",
  sentence: "ends inside a sentence",
};

/**
 * The answer ended properly. `finish: "stop"` excuses a missing full stop after a short line, a list item or a table
 * row; it excuses nothing that is still open. Without it, a bare phrase counts as cut off.
 * Codes: `answer-empty`, `answer-refused`, `answer-cut-off`, `answer-unfinished`; warns `answer-trails-off`. Unit: answer.
 */
export function finished(): Guard {
  return defineGuard({
    name: "finished",
    unit: "answer",
    check({ answer, finish, sources }) {
      const findings: Finding[] = [];
      // Whatever is no known way to end is no way to end well.
      if (finish !== undefined && finish !== "stop") {
        const [code, message] = UNFINISHED[Object.hasOwn(UNFINISHED, finish) ? finish : "other"];
        findings.push(block(code, message));
      }
      const labels = new Set(sources.flatMap(({ id, title = id, url = id }) => [id, title, url]));
      const found = judged(answer, endsProperly(answer, { stopped: finish === "stop", labels }));
      // One code is said once: how generation ended comes before what the text shows of it.
      if (found !== undefined && findings[0]?.code !== found.code) findings.push(found);
      return findings;
    },
  });
}

function judged(answer: string, ending: Ending): Finding | undefined {
  if (isRefusalFlag(answer)) return block("answer-refused", "is nothing but the sign of a refusal");
  if (ending.ok) {
    if (ending.doubt === undefined) return undefined;
    return warn("answer-trails-off", "ends with an ellipsis, as a text does that was cut off");
  }
  const { reason, offset } = ending;
  if (reason === "empty") return block("answer-empty", "holds nothing that a reader would see");
  const at = offset < answer.length ? answerSpan(offset, answer.length) : undefined;
  return block("answer-cut-off", CUT_OFF[reason], { at });
}
