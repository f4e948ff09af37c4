import type { Chance } from "./chance.ts";
import type { Item } from "./item.ts";

const TOWNS =
  "Bergen Turku Gdansk Leipzig Ghent Verona Porto Graz Malaga Lund Cork Dundee Odense Basel Tartu Rouen Zadar Kosice Riga Delft".split(
    " ",
  );
const TRADES =
  "glazier cooper saddler dyer lockmaker tanner miller bookbinder ropemaker potter weaver gilder tinsmith brewer cartwright".split(
    " ",
  );
const TOPIC = /\p{L}{5,24}/gu;
const MOST_TOPICS = 3; // more than one, so that who names a topic of the claim is likely to name one of the canary

/**
 * A claim that no honest judge finds in its passages: of a person whom they do not name, in a town that they do not name, about the
 * subjects of a neighbour. It has that neighbour's passages and some of its words, so that neither its place nor its looks nor its
 * subject tells it from the others.
 */
export function canaryFor({ parts, passages }: Item, chance: Chance): Item {
  const known = [...parts, ...passages].map(({ text }) => text.toLowerCase()).join("\n");
  const unknown = (list: readonly string[]): string => {
    const free = list.filter((one) => !known.includes(one.toLowerCase()));
    return free[chance.below(free.length)] ?? list[0] ?? "";
  };
  const own = parts.find(({ name }) => name === "claim")?.text.match(TOPIC) ?? [];
  const words = [...new Set(own.map((word) => word.toLowerCase()))];
  const topics = Array.from({ length: MOST_TOPICS }, () => words.splice(chance.below(words.length), 1)[0] ?? "record");
  const [first, second, third] = topics;
  const [trade, town] = [unknown(TRADES), unknown(TOWNS)];
  const year = 1820 + chance.below(160);
  const claims = [
    `The ${first} was first drawn up by a ${trade} of ${town} in ${year}, together with the ${second} and the ${third}.`,
    `A ${trade} from ${town} wrote about the ${first}, the ${second} and the ${third} to the council in ${year}.`,
    `In ${town} the words ${first}, ${second} and ${third} have stood for three dances since ${year}.`,
    `The ${first} and the ${second} were shown at the fair of ${town} in ${year} by a ${trade} who sold the ${third}.`,
    `The ${first} goes back to a ${trade} of ${town}, who kept the ${second} beside the ${third} until ${year}.`,
    `It was a ${trade} of ${town} who in ${year} brought together the ${first}, the ${second} and the ${third}.`,
  ];
  return { parts: [{ name: "claim", text: claims[chance.below(claims.length)] ?? "" }], passages };
}
