import { isDash, isPlainDigits, type Reading, wholeOf } from "./reading.ts";
import type { Token } from "./tokens.ts";
import type { TimeValue } from "./value.ts";

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly half?: "am" | "pm";
  readonly length: number;
}

/** Times of day: "5 pm", "17:00", "5:30 a.m.", "9 to 5 pm", "5 o'clock", "noon". */
export function timesAt(tokens: readonly Token[], at: number): Reading | undefined {
  const first = tokens[at];
  if (first?.kind === "word") {
    const minutes = first.text === "noon" || first.text === "midday" ? 720 : first.text === "midnight" ? 0 : undefined;
    if (minutes === undefined) return undefined;
    return { values: [{ kind: "time", minutes, start: first.start, end: first.end }], length: 1 };
  }
  const clock = clockAt(tokens, at);
  if (clock !== undefined) return { values: [timeOf(tokens, at, clock)], length: clock.length };
  return headOfRange(tokens, at);
}

/** "9 to 5 pm": a bare figure before a time, in the half of the day that puts it before. */
function headOfRange(tokens: readonly Token[], at: number): Reading | undefined {
  const hour = wholeOf(tokens[at], 1, 12);
  const joins = isDash(tokens[at + 1]) || ["to", "until", "till", "and"].includes(tokens[at + 1]?.text ?? "");
  const end = hour !== undefined && joins ? clockAt(tokens, at + 2) : undefined;
  if (hour === undefined || end?.half === undefined) return undefined;
  const last = timeOf(tokens, at + 2, end);
  const early = (hour % 12) * 60;
  const minutes = early + 720 < last.minutes ? early + 720 : early;
  const token = tokens[at];
  const head: TimeValue = { kind: "time", minutes, start: token?.start ?? 0, end: token?.end ?? 0 };
  return { values: [head, last], length: 2 + end.length };
}

function clockAt(tokens: readonly Token[], at: number): Clock | undefined {
  const first = tokens[at];
  const dotted = /^(\d{1,2})\.(\d{2})$/.exec(first?.text ?? "");
  if (dotted !== null && first?.kind === "digits") {
    const [hour, minute] = [Number(dotted[1]), Number(dotted[2])];
    const half = halfAt(tokens, at + 1);
    return half !== undefined && hour >= 1 && hour <= 12 && minute < 60
      ? { hour, minute, half: half.half, length: 1 + half.length }
      : undefined;
  }
  const hour = wholeOf(first, 0, 24);
  if (hour === undefined || !isPlainDigits(first, 2)) return undefined;
  const [colon, second] = [tokens[at + 1], tokens[at + 2]];
  const minute =
    (colon?.text === ":" || colon?.text === "：") && colon.glued && second?.glued && isPlainDigits(second, 2)
      ? wholeOf(second, 0, 59)
      : undefined;
  let length = minute === undefined ? 1 : 3;
  if (minute !== undefined && tokens[at + 3]?.text === ":" && tokens[at + 4]?.glued && isPlainDigits(tokens[at + 4], 2))
    length = 5;
  const half = hour >= 1 && hour <= 12 ? halfAt(tokens, at + length) : undefined;
  if (half !== undefined) return { hour, minute: minute ?? 0, half: half.half, length: length + half.length };
  if (minute !== undefined) return { hour, minute, length };
  const word = tokens[at + 1]?.text;
  if (word === "o'clock" || word === "o’clock" || word === "uhr") return { hour, minute: 0, length: 2 };
  return undefined;
}

function halfAt(
  tokens: readonly Token[],
  at: number,
): { readonly half: "am" | "pm"; readonly length: number } | undefined {
  const first = tokens[at];
  if (first?.text === "am" || first?.text === "pm") return { half: first.text, length: 1 };
  if (first?.text !== "a" && first?.text !== "p") return undefined;
  const [point, m, last] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]];
  if (point?.text !== "." || m?.text !== "m") return undefined;
  return { half: first.text === "a" ? "am" : "pm", length: last?.text === "." && last.glued ? 4 : 3 };
}

function timeOf(tokens: readonly Token[], at: number, { hour, minute, half, length }: Clock): TimeValue {
  const hours = half === undefined ? hour : (hour % 12) + (half === "pm" ? 12 : 0);
  const minutes = (hours * 60 + minute) % 1440;
  const place = { start: tokens[at]?.start ?? 0, end: tokens[at + length - 1]?.end ?? 0 };
  const isOpen = half === undefined && hour >= 1 && hour <= 12;
  return { kind: "time", minutes, ...place, ...(isOpen && { other: (minutes + 720) % 1440 }) };
}
