import {
  answered,
  cited,
  defaultGuards,
  finished,
  type Guard,
  onTopic,
  quoted,
  sameFigures,
  supported,
  traceable,
} from "vouchsafe";
import { badUsage, type Flags } from "./flags.ts";
import { suggest } from "./suggest.ts";

type Citations = "when-present" | "required";
const citationRules: readonly Citations[] = ["when-present", "required"];

/** The guards that `--guards` can name: those that need no options. */
const builders: { readonly [name: string]: (citations: Citations) => Guard } = {
  finished: () => finished(),
  answered: () => answered(),
  cited: (citations) => cited({ citations }),
  traceable: () => traceable(),
  quoted: () => quoted(),
  "same-figures": () => sameFigures(),
  supported: () => supported(),
};
export const guardNames: readonly string[] = Object.keys(builders);

/** The chain that the flags ask for: the default one, or the guards named; then those of terms and of a schema, if any. */
export function chainOf(flags: Flags, schema: Guard | undefined): readonly Guard[] {
  const citations = citationsOf(flags);
  const named = flags.text("guards");
  const guards = named === undefined ? defaultGuards({ citations }) : guardsNamed(named, citations);
  return [...guards, ...topicOf(flags), ...(schema === undefined ? [] : [schema])];
}

function topicOf(flags: Flags): readonly Guard[] {
  if (!flags.isOn("allow") && !flags.isOn("deny")) return [];
  try {
    return [onTopic({ allow: flags.all("allow"), deny: flags.all("deny") })];
  } catch (error) {
    throw badUsage(`--allow and --deny take terms. ${error instanceof Error ? error.message : String(error)}`);
  }
}

function citationsOf(flags: Flags): Citations {
  const written = flags.text("citations") ?? "when-present";
  const known = citationRules.find((rule) => rule === written);
  if (known !== undefined) return known;
  throw badUsage(`--citations takes ${citationRules.join(" or ")}, got ${written}`);
}

function guardsNamed(list: string, citations: Citations): readonly Guard[] {
  const names = list.split(",").map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    const build = Object.hasOwn(builders, name) ? builders[name] : undefined;
    if (build === undefined) throw unknownGuard(name);
    return build(citations);
  });
}

function unknownGuard(name: string): Error {
  if (name === "shaped") return badUsage("the guard shaped needs a schema: --schema FILE adds it");
  if (name === "on-topic") return badUsage("the guard on-topic needs terms: --allow TERM or --deny TERM adds it");
  const meant = suggest(name, guardNames);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return badUsage(`unknown guard ${JSON.stringify(name)}; the guards are ${guardNames.join(", ")}.${hint}`);
}
