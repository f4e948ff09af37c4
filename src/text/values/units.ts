import type { Token } from "./tokens.ts";

export interface Unit {
  readonly name: string;
  readonly dimension: string;
  /** How many of the dimension's first unit it is. */
  readonly factor: number;
  /** Added after multiplying: Fahrenheit and kelvin. */
  readonly offset?: number;
  /** Another factor in use: 1024 to the power where 1000 is meant as often. */
  readonly other?: number;
}

/** `name=factor: spellings`, lower case, by dimension; the first unit of each has factor 1. SI, NIST SP 811 for the others. */
const TABLE: { readonly [dimension: string]: string } = {
  length:
    "metre=1: m metre metres meter meters; kilometre=1000: km kms kilometre kilometres kilometer kilometers; centimetre=0.01: cm centimetre centimetres centimeter centimeters; millimetre=0.001: mm millimetre millimetres millimeter millimeters; micrometre=1e-6: µm μm micron microns; nanometre=1e-9: nm nanometre nanometres nanometer nanometers; mile=1609.344: mi mile miles; yard=0.9144: yd yds yard yards; foot=0.3048: ft foot feet; inch=0.0254: inch inches",
  area: "square-metre=1: m² sqm; square-kilometre=1e6: km²; hectare=1e4: ha hectare hectares; acre=4046.8564224: acre acres",
  volume:
    "litre=1: l litre litres liter liters; millilitre=0.001: ml millilitre millilitres milliliter milliliters cc; gallon=3.785411784: gal gallon gallons; quart=0.946352946: qt quart quarts; pint=0.473176473: pint pints; cup=0.2365882365: cup cups; fluid-ounce=0.0295735295625: floz; tablespoon=0.01478676478: tbsp tablespoon tablespoons; teaspoon=0.00492892159: tsp teaspoon teaspoons; barrel=158.987294928: bbl",
  mass: "kilogram=1: kg kgs kilo kilos kilogram kilograms; gram=0.001: g gram grams gramme grammes; milligram=1e-6: mg milligram milligrams; microgram=1e-9: mcg µg μg microgram micrograms; tonne=1000: t tonne tonnes; ton=907.18474: ton tons; pound=0.45359237: lb lbs pound pounds; ounce=0.028349523125: oz ounce ounces; stone=6.35029318: stone",
  speed:
    "metre-per-second=1: mps; kilometre-per-hour=0.2777777777777778: kmh kph; mile-per-hour=0.44704: mph; knot=0.5144444444444445: knot knots",
  energy:
    "joule=1: joule joules; kilojoule=1000: kj; calorie=4184: kcal calorie calories cal; kilowatt-hour=3.6e6: kwh; megawatt-hour=3.6e9: mwh; terawatt-hour=3.6e15: twh",
  power:
    "watt=1: w watt watts; kilowatt=1000: kw kilowatt kilowatts; megawatt=1e6: mw megawatt megawatts; gigawatt=1e9: gw gigawatt gigawatts; horsepower=745.6998715822702: hp horsepower",
  level: "decibel=1: db dba decibel decibels",
  frequency: "hertz=1: hz hertz; kilohertz=1000: khz; megahertz=1e6: mhz; gigahertz=1e9: ghz",
  size: "byte=1: byte bytes; kilobyte=1000: kb kilobyte kilobytes; megabyte=1e6: mb megabyte megabytes; gigabyte=1e9: gb gigabyte gigabytes; terabyte=1e12: tb terabyte terabytes; petabyte=1e15: pb petabyte petabytes; kibibyte=1024: kib; mebibyte=1048576: mib; gibibyte=1073741824: gib; tebibyte=1099511627776: tib",
  temperature:
    "celsius=1: celsius centigrade; fahrenheit=0.5555555555555556: fahrenheit; kelvin=1: kelvin; degree=1: degrees degree",
  time: "second=1: s sec secs second seconds; millisecond=0.001: ms millisecond milliseconds; minute=60: min mins minute minutes; hour=3600: h hr hrs hour hours; day=86400: day days; night=86400: night nights; week=604800: week weeks wk wks; fortnight=1209600: fortnight fortnights; month=2629746: month months; year=31556952: year years yr yrs; decade=315569520: decade decades; century=3155695200: century centuries",
};
const OFFSETS: ReadonlyMap<string, number> = new Map([
  ["fahrenheit", -160 / 9],
  ["kelvin", -273.15],
]);
const BINARY: ReadonlyMap<string, number> = new Map([
  ["kilobyte", 1024],
  ["megabyte", 1_048_576],
  ["gigabyte", 1_073_741_824],
  ["terabyte", 1_099_511_627_776],
]);

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries(TABLE).flatMap(([dimension, list]) =>
    list.split("; ").flatMap((line) => {
      const [head = "", spellings = ""] = line.split(": ");
      const [name = "", factor = ""] = head.split("=");
      const offset = OFFSETS.get(name);
      const other = BINARY.get(name);
      const unit: Unit = {
        name,
        dimension,
        factor: Number(factor),
        ...(offset !== undefined && { offset }),
        ...(other !== undefined && { other }),
      };
      return spellings.split(" ").map((spelling): [string, Unit] => [spelling, unit]);
    }),
  ),
);

export interface FoundUnit {
  readonly unit: Unit;
  readonly length: number;
}

/** Letters that are a unit only where they are written on to the figure, or have no other meaning there. */
const SHORT = new Set(["m", "t", "w", "h", "s", "cal", "ha", "mi", "stone"]);

/** The unit that begins at a token, behind a figure: "km", "km/h", "-foot", "°F", "square miles". */
export function unitAt(tokens: readonly Token[], at: number): FoundUnit | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (first.text === "°" || first.text === "º") return degrees(tokens, at);
  if (first.text === "℃" || first.text === "℉") return named(first.text === "℃" ? "celsius" : "fahrenheit", 1);
  if ((first.text === "-" || first.text === "‑") && first.glued && tokens[at + 1]?.kind === "word") {
    const behind = unitAt(tokens, at + 1);
    return behind === undefined ? undefined : { ...behind, length: behind.length + 1 };
  }
  if (first.kind !== "word") return undefined;
  if (DAYS.has(first.text)) return daysAt(tokens, at);
  if (first.text === "square" || first.text === "sq") return squared(tokens, at);
  if (first.text === "fl" && tokens[at + 1]?.text === "oz") return named("floz", 2);
  const [slash, per] = [tokens[at + 1], tokens[at + 2]];
  if (first.text === "km" && slash?.text === "/" && per?.text === "h") return named("kmh", 3);
  if (first.text === "m" && slash?.text === "/" && per?.text === "s") return named("mps", 3);
  if (isSpeed(tokens, at)) return named(first.text.startsWith("k") ? "kmh" : "mph", 3);
  const unit = UNITS.get(first.text);
  if (unit === undefined) return undefined;
  if (SHORT.has(first.text) && !first.glued && !endsUnit(tokens[at + 1])) return undefined;
  if ((first.text === "degrees" || first.text === "degree") && tokens[at + 1]?.kind === "word") {
    const scale = tokens[at + 1]?.text ?? "";
    if (["celsius", "fahrenheit", "kelvin"].includes(scale)) return named(scale, 2);
    if (scale === "c" || scale === "f") return named(scale === "c" ? "celsius" : "fahrenheit", 2);
  }
  const power = tokens[at + 1];
  if (power?.kind === "power" && power.glued && unit.dimension === "length")
    return power.text === "2" ? area(unit, 2) : undefined;
  return { unit, length: 1 };
}

/** What days are called that are counted: "5 working days". */
const DAYS = new Set(["working", "business", "calendar", "consecutive"]);

function daysAt(tokens: readonly Token[], at: number): FoundUnit | undefined {
  const unit = UNITS.get(tokens[at + 1]?.text ?? "");
  return unit?.dimension === "time" && tokens[at + 1]?.kind === "word" ? { unit, length: 2 } : undefined;
}

const endsUnit = (next: Token | undefined): boolean => next === undefined || next.kind === "mark";

const isSpeed = (tokens: readonly Token[], at: number): boolean =>
  ["kilometres", "kilometers", "miles"].includes(tokens[at]?.text ?? "") &&
  ["per", "an", "a"].includes(tokens[at + 1]?.text ?? "") &&
  tokens[at + 2]?.text === "hour";

function named(spelling: string, length: number): FoundUnit | undefined {
  const unit = UNITS.get(spelling);
  return unit === undefined ? undefined : { unit, length };
}

function degrees(tokens: readonly Token[], at: number): FoundUnit | undefined {
  const scale = tokens[at + 1];
  if (scale?.text === "f" && scale.capital) return named("fahrenheit", 2);
  if (scale?.text === "c" && scale.capital) return named("celsius", 2);
  return named("degrees", 1);
}

function squared(tokens: readonly Token[], at: number): FoundUnit | undefined {
  const unit = UNITS.get(tokens[at + 1]?.text ?? "");
  return unit?.dimension === "length" ? area(unit, 2) : undefined;
}

const area = (unit: Unit, length: number): FoundUnit => ({
  unit: { name: `square-${unit.name}`, dimension: "area", factor: unit.factor ** 2 },
  length,
});

/** A value in the first unit of its dimension. */
export const inBase = ({ factor, offset = 0 }: Unit, value: number): number => value * factor + offset;
