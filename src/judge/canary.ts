import type { Chance } from "./chance.ts";
import type { Item } from "./item.ts";

const SYLLABLES = "bar cor dal fen gri hul jas kel lom mer nov or pel quin ras sten tor ul ves wen yor zan".split(" ");
const ENDINGS = "by don ham itz ley mont ova sen ton vik".split(" ");
const TOPIC = /\p{L}{5,20}/gu;

/**
 * A claim that no honest judge finds in its passages: of people and places that do not exist, about the subject of a
 * neighbour. It has that neighbour's passages, and looks like any other.
 */
export function canaryFor({ parts, passages }: Item, chance: Chance): Item {
  const known = [...parts, ...passages].map(({ text }) => text.toLowerCase()).join("\n");
  const pick = <T>(list: readonly [T, ...T[]]): T => list[chance.below(list.length)] ?? list[0];
  const name = (): string => {
    // Three syllables of these make 4,840 names: one of them is not there.
    for (let tries = 0; ; tries += 1) {
      const made = `${pick(asList(SYLLABLES))}${pick(asList(SYLLABLES))}${pick(asList(ENDINGS))}`;
      if (tries > 50 || !known.includes(made)) return made.charAt(0).toUpperCase() + made.slice(1);
    }
  };
  const words = parts.find(({ name: part }) => part === "claim")?.text.match(TOPIC) ?? [];
  const topic = (words[chance.below(Math.max(1, words.length))] ?? "record").toLowerCase();
  const year = 1820 + chance.below(160);
  const count = 11 + chance.below(80);
  const text = pick([
    `The first ${topic} of this kind was drawn up in ${year} by ${name()} ${name()} of ${name()}.`,
    `${name()} ${name()} wrote about the ${topic} to the council of ${name()} in ${year}.`,
    `In ${name()}, the word ${topic} has stood for a dance since ${year}.`,
    `The ${topic} was named after ${name()} ${name()}, who kept ${count} goats near ${name()}.`,
    `${count} members of the ${name()} family still hold the ${topic} as ${name()} left it.`,
    `A ${topic} like this one was shown at the fair of ${name()} in ${year}.`,
  ]);
  return { parts: [{ name: "claim", text }], passages };
}

const asList = (list: readonly string[]): readonly [string, ...string[]] => [list[0] ?? "", ...list.slice(1)];
