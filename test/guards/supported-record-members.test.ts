import { describe, expect, test } from "vitest";
import { type Outcome, type Source, verify } from "vouchsafe";
import { checkRecords } from "vouchsafe/score";

const record = (value: unknown): Source => ({
  id: "r",
  text: typeof value === "string" ? value : JSON.stringify(value),
  kind: "record",
});
const rooms = [
  { name: "Room 1", wifi: true, sauna: false, beds: 2, price: "80 EUR" },
  { name: "Room 2", wifi: false, sauna: true, beds: 3, price: "60 EUR" },
];
const flights = {
  airport: "Bergen",
  flights: [
    { flight: "LH 441", delayed: true, gate: "B4", departs: "10:30", status: "boarding" },
    { flight: "LH 440", delayed: false, gate: "C9", departs: "12:15", status: "cancelled" },
  ],
};
const servers = [
  { host: "db-01", encrypted: true, status: "running" },
  { host: "db-02", encrypted: false, status: "stopped" },
];
const birds = { Falcon: { wifi: true, pets: true }, Heron: { wifi: false } };
const hotels = {
  city: "Oslo",
  hotels: [
    {
      name: "Grand Falcon",
      pool: true,
      rooms: [
        { name: "Attic", balcony: false },
        { name: "Cellar", balcony: true },
      ],
    },
    {
      name: "Little Heron",
      pool: false,
      rooms: [
        { name: "Loft", balcony: true },
        { name: "Den", balcony: false },
      ],
    },
  ],
};
const numbered = {
  rooms: [
    { number: 11, heated: true },
    { number: 12, heated: false },
  ],
};
const lamp = {
  name: "Lamp Vega",
  waterproof: "N",
  dimmable: "Y",
  rechargeable: 0,
  foldable: 1,
  magnetic: "",
  bluetooth: "not supported",
  solar: "supported",
  timer: "none",
  alarm: "not in winter",
  speaker: "N/A",
};
const snack = {
  name: "Bar Oat",
  not_recommended_for_children: true,
  freeFrom: ["nuts", "soy"],
  sugarFree: true,
  non_refundable: true,
  printing: "paid",
  parking: "free",
  publicAccess: false,
};
const shop = {
  name: "Elm",
  hours: {
    Monday: "9:0-17:0",
    Tuesday: "9:0-17:0",
    Wednesday: "10:0-20:0",
    Thursday: "9:0-17:0",
    Friday: "9:0-17:0",
    Sunday: "0:0-0:0",
  },
};
const numbers = '{"name": "Pump", "price": 1e3, "offset": -0, "weight": 2.5E1, "huge": 1e400}';

const outcomeOf = (claim: string, value: unknown): Promise<Outcome> =>
  verify({ answer: `${claim} [r]`, sources: [record(value)] });

const wrong: readonly (readonly [unknown, readonly string[]])[] = [
  [
    rooms,
    [
      "Room 2 has wifi.",
      "Room 1 has no wifi.",
      "Room 1 has a sauna.",
      "The room has wifi.",
      "Room 2 costs 80 EUR.",
      "Room 1 has 3 beds.",
      "Room 3 has wifi.",
      "Room 1 and Room 2 have wifi.",
      "Room 1 has wifi, and Room 2 has wifi.",
      "Room 1 has wifi, but Room 2 has no sauna.",
      "Room 2, unlike Room 1, has wifi.",
      "Room 1 has wifi, and Room 2 does too.",
    ],
  ],
  [
    flights,
    [
      "Flight LH 440 is delayed.",
      "LH 441 is not delayed.",
      "LH 441 leaves from gate C9.",
      "LH 441 departs at 12:15.",
      "LH 440 is boarding.",
      "Flight 440 is delayed.",
    ],
  ],
  [servers, ["db-02 is encrypted.", "db-01 is not encrypted.", "db-02 is running.", "db-01 is stopped."]],
  [birds, ["The Heron has wifi.", "The Falcon has no wifi.", "The Heron allows pets.", "Heron and Falcon have wifi."]],
  [
    hotels,
    [
      "The Little Heron has a pool.",
      "The Attic has a balcony.",
      "The Den has a balcony.",
      "The Grand Falcon has no pool.",
    ],
  ],
  [numbered, ["Room 12 is heated.", "Room 11 is not heated."]],
  [{ name: "Inn", wifi: true, rooms }, ["Room 2 has wifi."]],
  [
    lamp,
    [
      "The Lamp Vega is waterproof.",
      "The Lamp Vega is not dimmable.",
      "The Lamp Vega is rechargeable.",
      "The Lamp Vega is not foldable.",
      "The Lamp Vega is magnetic.",
      "The Lamp Vega has Bluetooth.",
      "The Lamp Vega is not solar.",
      "The Lamp Vega has a timer.",
      "The Lamp Vega has an alarm.",
      "The Lamp Vega has a speaker.",
    ],
  ],
  [
    snack,
    [
      "Bar Oat is recommended for children.",
      "Bar Oat contains nuts.",
      "Bar Oat has soy.",
      "Bar Oat contains sugar.",
      "Bar Oat is refundable.",
      "Printing is free.",
      "Parking is paid.",
      "Public access is enabled.",
      "Public access is not disabled.",
    ],
  ],
  [
    shop,
    [
      "Elm opens at 5 PM on Mondays.",
      "Elm closes at 9 AM on Mondays.",
      "Elm doesn't open on Mondays.",
      "Elm does not open on Fridays.",
      "Elm opens at nine on Wednesdays.",
      "Elm opens at 9 on Wednesdays.",
      "Elm is open after 8 PM on Wednesdays.",
      "Elm is open until nine on Wednesdays.",
      "Elm closes at 8 PM.",
      "Elm opens at 5 PM.",
      "Elm is open on Sundays.",
    ],
  ],
  [numbers, ["The price is 1.", "The price is 3.", "The Pump has a weight of 5.", "The huge is 400."]],
];

const right: readonly (readonly [unknown, readonly string[]])[] = [
  [
    rooms,
    [
      "Room 1 has wifi.",
      "Room 2 has no wifi.",
      "Room 2 has a sauna.",
      "Room 2 costs 60 EUR.",
      "Room 1 has 2 beds.",
      "Room 1 has wifi, but Room 2 has no wifi.",
      "Room 1 has wifi, but Room 2 does not.",
      "Room 1 costs 80 EUR, and Room 2 costs 60 EUR.",
    ],
  ],
  [
    flights,
    [
      "Flight LH 441 is delayed.",
      "LH 440 is not delayed.",
      "LH 441 leaves from gate B4.",
      "LH 441 departs at 10:30.",
      "LH 440 is cancelled.",
      "Flight 441 is delayed.",
    ],
  ],
  [servers, ["db-01 is encrypted.", "db-02 is not encrypted.", "db-01 is running.", "db-02 is stopped."]],
  [birds, ["The Falcon has wifi.", "The Heron has no wifi.", "The Falcon allows pets."]],
  [
    hotels,
    [
      "The Grand Falcon has a pool.",
      "The Cellar has a balcony.",
      "The Den has no balcony.",
      "The Little Heron has no pool.",
    ],
  ],
  [numbered, ["Room 11 is heated.", "Room 12 is not heated."]],
  [
    lamp,
    [
      "The Lamp Vega is not waterproof.",
      "The Lamp Vega is dimmable.",
      "The Lamp Vega is not rechargeable.",
      "The Lamp Vega is foldable.",
      "The Lamp Vega has no Bluetooth.",
      "The Lamp Vega is solar.",
      "The Lamp Vega has no timer.",
    ],
  ],
  [
    snack,
    [
      "Bar Oat is not recommended for children.",
      "Bar Oat is free from nuts.",
      "Bar Oat contains no soy.",
      "Bar Oat is sugar-free.",
      "Bar Oat is non-refundable.",
      "Printing is paid.",
      "Parking is free.",
      "Public access is disabled.",
    ],
  ],
  [
    shop,
    [
      "Elm opens at 9 AM on Mondays.",
      "Elm closes at 5 PM on Mondays.",
      "Elm opens at ten on Wednesdays.",
      "Elm is open until 8 PM on Wednesdays.",
      "Elm is open after 6 PM on Wednesdays.",
      "Elm opens on Mondays.",
      "Elm is open from nine to five on Mondays.",
      "On Wednesdays, Elm closes at 8 PM.",
    ],
  ],
  [numbers, ["The price is 1000.", "The offset is 0.", "The weight is 25."]],
];

const rows = (table: typeof wrong) => table.flatMap(([value, claims]) => claims.map((claim) => ({ claim, value })));

describe("over records of many kinds", () => {
  test.each(rows(wrong))("what is wrong escalates: $claim", async ({ claim, value }) => {
    expect((await outcomeOf(claim, value)).status).toBe("escalated");
  });
  test.each(rows(right))("what is right is verified: $claim", async ({ claim, value }) => {
    expect((await outcomeOf(claim, value)).status).toBe("verified");
  });
  test.each([
    ["a value of which it has no word", "The Vega is splashproof.", { name: "Vega", splashproof: "only the head" }],
    ["a day from midnight to midnight", "Elm is closed on Sundays.", shop],
    ["a figure for yes", "The Lamp Vega is foldable.", lamp],
  ])("a claim that names %s is not aligned", async (_, claim, value) => {
    const outcome = await outcomeOf(claim, value);
    expect(outcome.status === "verified" ? outcome.basis : outcome.status).not.toBe("aligned");
  });
  test("a claim of very many days is read in linear time", () => {
    const source = record(shop);
    const claim = "on Monday closed on Tuesday from 9 AM to 5 PM ".repeat(8_000);
    const start = performance.now();
    checkRecords(claim, [source], [0]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
