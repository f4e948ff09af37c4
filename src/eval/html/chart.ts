import { escapeHtml } from "./escape.ts";

export interface ChartPoint {
  /** 0..1, from left to right. */
  readonly x: number;
  /** 0..1, from the bottom up. */
  readonly y: number;
  /** What a pointer that rests on it reads. */
  readonly title?: string;
  /** 0..1 of the largest: how much of a dot it is. */
  readonly size?: number;
}
export interface Chart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly ChartPoint[];
  /** `line`: joined; `dots`: each by itself. */
  readonly shape: "line" | "dots";
  /** A line to compare with, from one end to the other. */
  readonly reference?: {
    readonly from: readonly [number, number];
    readonly to: readonly [number, number];
    readonly name: string;
  };
  /** The upper end of the y axis, above 0 and up to 1. */
  readonly top?: number;
}

const WIDTH = 420;
const HEIGHT = 320;
const LEFT = 52;
const BOTTOM = 46;
const RIGHT = 14;
const TOP = 14;

/** The chart as inline SVG: colours come from the page's style, so it is dark where the page is. */
export function chart({ title, x, y, points, shape, reference, top = 1 }: Chart): string {
  const across = (value: number): string => (LEFT + value * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const up = (value: number): string => (HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP)).toFixed(1);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const grid = ticks.map((tick) => {
    const level = up(tick * top);
    return `<line class="grid" x1="${across(0)}" x2="${across(1)}" y1="${level}" y2="${level}"/><text class="tick" x="${LEFT - 8}" y="${level}" dy="0.32em" text-anchor="end">${percent(tick * top)}</text><text class="tick" x="${across(tick)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${percent(tick)}</text>`;
  });
  const aside =
    reference === undefined
      ? ""
      : `<line class="reference" x1="${across(reference.from[0])}" y1="${up(reference.from[1])}" x2="${across(reference.to[0])}" y2="${up(reference.to[1])}"><title>${escapeHtml(reference.name)}</title></line>`;
  const drawn =
    shape === "line"
      ? `<polyline class="curve" points="${points.map((point) => `${across(point.x)},${up(point.y)}`).join(" ")}"/>`
      : points.map((point) => dot(across(point.x), up(point.y), point)).join("");
  // What a pointer finds on a line: dots that are only seen when it is on them.
  const marks = shape === "line" ? points.map((point) => mark(across(point.x), up(point.y), point)).join("") : "";
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}">${grid.join("")}${aside}${drawn}${marks}<text class="axis" x="${across(0.5)}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(x)}</text><text class="axis" transform="translate(12 ${up(top / 2)}) rotate(-90)" text-anchor="middle">${escapeHtml(y)}</text></svg></figure>`;
}

const LEAST_DOT = 3; // of radius
const MORE_DOT = 5;

const dot = (x: string, y: string, { title = "", size = 1 }: ChartPoint): string =>
  `<circle class="dot" cx="${x}" cy="${y}" r="${(LEAST_DOT + MORE_DOT * Math.sqrt(size)).toFixed(1)}"><title>${escapeHtml(title)}</title></circle>`;

const mark = (x: string, y: string, { title = "" }: ChartPoint): string =>
  `<circle class="mark" cx="${x}" cy="${y}" r="5"><title>${escapeHtml(title)}</title></circle>`;

/** `25 %`; between whole ones with one digit. */
export function percent(share: number): string {
  const value = 100 * share;
  return `${Number.isInteger(Number(value.toFixed(6))) ? value.toFixed(0) : value.toFixed(1)} %`;
}
