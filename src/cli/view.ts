import type { Answer, Outcome } from "vouchsafe";
import type { Place } from "./entries.ts";
import { paintWith, wantsColor } from "./paint.ts";
import { describeInvalid, type Invalid } from "./report.ts";
import type { Session } from "./session.ts";
import { renderOutcome } from "./terminal.ts";

/** An answer and what came of it, or the answer that could not be read. */
export type Result = { readonly place: Place; readonly answer: Answer; readonly outcome: Outcome } | Invalid;

/** Where results go: lines of JSON, or pages for a person. */
export interface View {
  show(result: Result): Promise<void>;
  /** The last line of a batch. */
  close(summary: string): Promise<void>;
}

export function openView(
  session: Session,
  options: { readonly isJson: boolean; readonly isColorRefused: boolean },
): View {
  return options.isJson ? jsonView(session) : pageView(session, options.isColorRefused);
}

/** Standard output holds whole lines and nothing but outcomes; the summary goes to standard error. */
function jsonView(session: Session): View {
  return {
    show: (result) => session.write(`${JSON.stringify("outcome" in result ? result.outcome : result)}\n`),
    async close(summary) {
      process.stderr.write(`${summary}\n`);
    },
  };
}

function pageView(session: Session, isColorRefused: boolean): View {
  const page = { paint: paintWith(isColored(isColorRefused)), width: pageWidth() };
  let isFirst = true;
  return {
    async show(result) {
      if (!("outcome" in result)) {
        process.stderr.write(`vouchsafe: ${describeInvalid(result)}\n`);
        return;
      }
      const gap = isFirst ? "" : "\n";
      isFirst = false;
      await session.write(`${gap}${renderOutcome(result.answer, result.outcome, page)}\n`);
    },
    close: (summary) => session.write(`${isFirst ? "" : "\n"}${summary}\n`),
  };
}

export function isColored(isRefused: boolean): boolean {
  return wantsColor({ isRefused, isTerminal: process.stdout.isTTY === true, environment: process.env });
}

const widest = 100; // longer lines are hard to read
const usual = 80;

export function pageWidth(): number {
  const columns = process.stdout.columns ?? usual;
  return Math.max(40, Math.min(columns > 0 ? columns : usual, widest));
}
