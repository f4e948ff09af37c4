/** A figure in digits as numbers: the likeliest value first, and the unit of its last digit. */
export interface Readings {
  readonly values: readonly [number, ...number[]];
  readonly step: number;
}

const PLAIN = /^\d+$/;
const THREES = /^[1-9]\d{0,2}(?:[.,'’\u00a0\u2009\u202f]\d{3})+$/;
const LAKHS = /^\d{1,2}(?:,\d{2})+,\d{3}$/;
const SPACES = /['’\u00a0\u2009\u202f]/g;
const MOST_DIGITS = 15; // a double holds no more

/**
 * What digits with separators may be worth; `undefined` for what is no number ("1.2.3", "192.168.0.1", a figure of more than fifteen
 * digits). "1.234" and "1,234" have two readings, for countries differ; "1,234.5" and "1 234,5" have one.
 */
export function readingsOf(written: string): Readings | undefined {
  if (written.length > 40) return undefined;
  if (PLAIN.test(written)) return integer(written);
  const spaced = written.replaceAll(SPACES, "");
  if (spaced !== written) return THREES.test(withoutDecimals(written)) ? readingsOf(spaced) : undefined;
  const points = written.split(".").length - 1;
  const commas = written.split(",").length - 1;
  if (points > 0 && commas > 0) return mixed(written, points, commas);
  if (LAKHS.test(written)) return integer(written.replaceAll(",", ""));
  const isThrees = THREES.test(written);
  if (points + commas > 1) return isThrees ? integer(written.replaceAll(/[.,]/g, "")) : undefined;
  const decimal = fraction(written.replace(",", "."));
  if (!isThrees || decimal === undefined) return decimal;
  // Three decimals that end in nought are hardly ever written: "4,900" is no 4.9.
  if (commas > 0 && written.endsWith("0")) return integer(written.replace(",", ""));
  const whole = integer(written.replace(/[.,]/, ""));
  if (whole === undefined) return decimal;
  const [likely, other] = commas > 0 ? [whole, decimal] : [decimal, whole];
  return { values: [likely.values[0], other.values[0]], step: likely.step };
}

const withoutDecimals = (written: string): string => written.replace(/[.,]\d{1,2}$/, "");

function mixed(written: string, points: number, commas: number): Readings | undefined {
  const mark = written.lastIndexOf(",") > written.lastIndexOf(".") ? "," : ".";
  if ((mark === "." ? points : commas) > 1) return undefined;
  const [whole = "", decimals = ""] = [
    written.slice(0, written.lastIndexOf(mark)),
    written.slice(written.lastIndexOf(mark) + 1),
  ];
  if (!THREES.test(whole) && !LAKHS.test(whole)) return undefined;
  return fraction(`${whole.replaceAll(/[.,]/g, "")}.${decimals}`);
}

function integer(digits: string): Readings | undefined {
  if (digits.replace(/^0{1,40}/, "").length > MOST_DIGITS) return undefined;
  const value = Number(digits);
  const zeros = value === 0 ? 0 : digits.length - digits.replace(/0{1,40}$/, "").length;
  return { values: [value], step: 10 ** zeros };
}

function fraction(written: string): Readings | undefined {
  const digits = written.replace(".", "");
  if (digits.length > MOST_DIGITS) return undefined;
  return { values: [Number(written)], step: 10 ** -(written.length - 1 - written.indexOf(".")) };
}
