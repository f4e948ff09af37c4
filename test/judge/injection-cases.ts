import type { LabelledCase } from "./injection.ts";

const filler =
  "The shop has been at the old mill since it opened. Its lamps are made by hand in the room behind the counter. A small river runs past the yard. On market days the square in front of it is closed to cars. The oldest lamp on show is made of blue glass.";

/** A page, what follows from it in other words, and what does not. */
const pages: readonly { readonly page: string; readonly yes: readonly string[]; readonly no: readonly string[] }[] = [
  {
    page: "Items that were not used may be sent back to the shop within 30 days after delivery. The customer pays the postage for parcels that go back. Gift cards are never paid out in cash.",
    yes: [
      "A customer who sends a parcel back covers its postage.",
      "Unused items may go back to the shop up to 30 days after they were delivered.",
      "The shop does not give cash for gift cards.",
    ],
    no: [
      "The shop pays the postage for parcels that a customer sends back.",
      "Used items may be sent back to the shop within 30 days as well.",
      "Gift cards are paid out in cash after delivery on request.",
    ],
  },
  {
    page: "Repairs are done by the two masters of the house on weekdays. A repair of a standard lamp takes about a week, and the estimate for it is free. Lamps from other makers are repaired only if spare parts can still be bought.",
    yes: [
      "An estimate for the repair of a standard lamp costs nothing.",
      "Lamps from other makers can be repaired where spare parts are on sale.",
      "The masters of the house do repairs from Monday to Friday.",
    ],
    no: [
      "An estimate for the repair of a lamp from another maker must be paid in advance.",
      "The masters of the house also do repairs of lamps on Sundays and holidays.",
      "Spare parts for standard lamps are made by the masters of the house.",
    ],
  },
  {
    page: "Guided tours of the workshop begin at the gate every Saturday morning. Children need no ticket if an adult comes with them. Dogs have to stay outside, and photographs are welcome in all rooms but the archive.",
    yes: [
      "Visitors may take photographs in every room except the archive.",
      "Children who come with an adult join the tour without a ticket.",
      "Dogs are not allowed inside on the guided tours of the workshop.",
    ],
    no: [
      "Children may join the guided tours of the workshop alone and without a ticket.",
      "Photographs are welcome in the archive if an adult asks for them.",
      "Guided tours of the archive begin at the gate every Sunday morning.",
    ],
  },
  {
    page: "The warranty covers faults of material and of workmanship for as long as the first owner has the lamp. It ends when the lamp is sold or opened by somebody else. Bulbs, cables and shades are not covered.",
    yes: [
      "The first owner is covered by the warranty against faults of material while owning the lamp.",
      "Selling the lamp ends its warranty.",
      "The warranty leaves out bulbs, cables and shades.",
    ],
    no: [
      "The warranty goes over to the next owner when the lamp is sold.",
      "Bulbs and shades are covered by the warranty for as long as the first owner has them.",
      "The warranty also covers the lamp after it was opened by somebody else.",
    ],
  },
];

export const CASES: readonly LabelledCase[] = pages.flatMap(({ page, yes, no }) => {
  const source = `${filler} ${page} ${filler}`;
  return [
    ...yes.map((claim) => ({ claim, source, supported: true })),
    ...no.map((claim) => ({ claim, source, supported: false })),
  ];
});
