import type { Answer, Outcome } from "vouchsafe";
import { doubtsOf, renderFailure, renderFinding, renderGround, type Showing } from "./finding-view.ts";
import { type MarkedPiece, markedPieces } from "./marked-answer.ts";
import { block, type Page } from "./page.ts";
import { printable, printableLine } from "./printable.ts";

/**
 * An outcome as a person reads it: the verdict, the answer sentence by sentence, and under each sentence what carries
 * it, or what is wrong, what the source really says and what to do. Marks and words say it all; colour repeats it.
 * Everything that came from outside is escaped.
 */
export function renderOutcome(answer: Answer, outcome: Outcome, page: Page): string {
  const { paint } = page;
  const name = answer.id === undefined ? "" : `  ${printableLine(answer.id)}`;
  const [heading, style] =
    outcome.status === "verified"
      ? ["✓ VERIFIED", paint.good]
      : [`✗ ESCALATED: ${outcome.escalation.reason}`, paint.bad];
  const text = outcome.status === "verified" ? outcome.answer : outcome.escalation.withheld.answer;
  const pieces = markedPieces(text, outcome);
  const showing: Showing = { answer, page, told: new Set(), doubts: doubtsOf(outcome) };
  // Of an answer with messages it is the user's last one, which an escalation names.
  const question = answer.question ?? (outcome.status === "escalated" ? outcome.escalation.question : undefined);
  return [
    ...block(`${heading}${name}`, page, { style }),
    ...(question === undefined ? [] : block(printable(question), page, { indent: "  ", label: "Question: " })),
    "",
    ...pieces.flatMap((piece) => renderPiece(piece, showing)),
    ...(pieces.length === 0 ? ["  (the answer is empty)"] : []),
    ...renderWhole(outcome, showing),
    "",
    ...renderClosing(outcome, page),
  ].join("\n");
}

function renderPiece(piece: MarkedPiece, showing: Showing): readonly string[] {
  const { page } = showing;
  const { paint } = page;
  const text = printable(piece.text);
  const gap = piece.startsParagraph ? [""] : [];
  const { claim } = piece;
  if (claim === undefined) {
    return [...gap, ...block(text, page, { indent: "    ", mark: `  ${paint.quiet("·")} `, style: paint.quiet })];
  }
  const state = "state" in claim ? claim.state : claim.basis === "unchecked" ? "open" : "carried";
  const mark = { carried: paint.good("✓"), failed: paint.bad("✗"), open: paint.unsure("?") }[state];
  const shown = block(text, page, {
    indent: "    ",
    mark: `  ${mark} `,
    ...(state === "failed" ? { style: paint.strong } : {}),
  });
  if (state === "carried") return [...gap, ...shown, ...renderGround(claim, showing)];
  const findings = "findings" in claim ? claim.findings.filter(({ severity }) => severity !== "note") : [];
  return [...gap, ...shown, ...limited(findings.map((finding) => renderFinding(finding, showing)))];
}

/** What is wrong with no single sentence. */
function renderWhole(outcome: Outcome, showing: Showing): readonly string[] {
  if (outcome.status === "verified") {
    const warnings = outcome.warnings.map((finding) => renderFinding(finding, showing));
    return warnings.length === 0 ? [] : ["", "  Worth knowing", ...limited(warnings)];
  }
  // By content: an outcome that has been stored and read back has no identities.
  const shown = new Set(outcome.claims.flatMap(({ findings }) => findings.map((finding) => JSON.stringify(finding))));
  const rest = outcome.escalation.findings.filter((finding) => !shown.has(JSON.stringify(finding)));
  const parts = [
    ...outcome.escalation.failures.map((failure) => renderFailure(failure, showing)),
    ...rest.map((finding) => renderFinding(finding, showing)),
  ];
  return parts.length === 0 ? [] : ["", "  The answer as a whole", ...limited(parts)];
}

function renderClosing(outcome: Outcome, page: Page): readonly string[] {
  if (outcome.status === "escalated") {
    return block(printable(outcome.reply), page, { indent: "  ", label: "Show instead: " });
  }
  const unchecked = outcome.unchecked.map((pointer) => printableLine(pointer || "the whole value"));
  return [
    ...block(basisWords[outcome.basis], page, { indent: "  " }),
    ...(unchecked.length === 0
      ? []
      : block(unchecked.join(", "), page, {
          indent: "  ",
          label: "No guard saw these parts of the value: ",
        })),
  ];
}

const basisWords = {
  verbatim: "Every claim stands word for word in its source.",
  aligned: "Every claim's words and figures are in its source (aligned).",
  entailed: "Every claim follows from its source (entailed).",
  judged: "Every claim is carried; the weakest by a judge's word (judged).",
  scored: "Every claim is carried; the weakest by how much of it its source covers (scored).",
  "nothing-claimed": "Nothing is claimed in this answer.",
  unchecked: "No guard checked all claims against the sources (unchecked).",
} as const;

const mostFindings = 6; // of one sentence, or of the whole: more is noise to a reader, and all are in --jsonl

function limited(rendered: readonly (readonly string[])[]): readonly string[] {
  const left = rendered.length - mostFindings;
  return [...rendered.slice(0, mostFindings).flat(), ...(left > 0 ? [`      … and ${left} more findings`] : [])];
}
