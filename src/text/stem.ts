import type { Script } from "./script.ts";

/**
 * A word without its inflection, light and by script: enough that "refunds" meets "refund" and "возврата" meets
 * "возврат". Light on purpose: a heavy stemmer joins different words ("university", "universe"), and a verifier
 * that joins words calls wrong claims supported.
 */
export function stem(word: string, script: Script): string {
  switch (script) {
    case "latin":
      return latin(word);
    case "cyrillic":
    case "greek":
      // Inflection sits in the last one to three letters; four letters are left in any case.
      return word.length > 6 ? word.slice(0, word.length - 3) : word.length > 4 ? word.slice(0, word.length - 1) : word;
    case "arabic":
    case "hebrew":
      return semitic(word);
    case "indic":
      return word.length > 4 ? word.slice(0, word.length - 1) : word;
    default:
      return word;
  }
}

const IRREGULAR = new Map(
  (
    "went:go gone:go goes:go made:make making:make took:take taken:take gave:give given:give found:find got:get gotten:get " +
    "said:say told:tell knew:know known:know began:begin begun:begin became:become wrote:write written:write won:win " +
    "held:hold kept:keep left:leave led:lead lost:lose met:meet paid:pay ran:run sent:send sold:sell spent:spend built:build " +
    "bought:buy brought:bring thought:think caught:catch taught:teach fell:fall fallen:fall felt:feel grew:grow grown:grow " +
    "rose:rise risen:rise saw:see seen:see spoke:speak spoken:speak stood:stand died:die dying:die lying:lie " +
    "children:child men:man women:woman people:person feet:foot teeth:tooth mice:mouse lives:life wives:wife knives:knife leaves:leaf " +
    "better:good best:good worse:bad worst:bad chose:choose chosen:choose drove:drive driven:drive broke:break broken:break " +
    "used:use using:use uses:use based:base fewer:few"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

function latin(word: string): string {
  if (word.length < 4) return word;
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  let root = word;
  if (root.endsWith("ies") && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (root.endsWith("sses")) root = root.slice(0, -2);
  else if (root.endsWith("s") && !root.endsWith("ss") && !root.endsWith("us") && !root.endsWith("is"))
    root = root.slice(0, -1);
  for (const suffix of ["ingly", "edly", "ing", "ied", "ed", "ly", "er"]) {
    if (!root.endsWith(suffix) || root.length - suffix.length < 3) continue;
    if (suffix === "er" && root.length < 6) continue;
    root = root.slice(0, root.length - suffix.length);
    if (suffix === "ied") return `${root}y`;
    // "planned" → "plan", but "fall" stays: doubled consonants of a verb form are one.
    const last = root.at(-1) ?? "";
    if (root.length > 3 && last === root.at(-2) && !"lsz".includes(last)) root = root.slice(0, -1);
    break;
  }
  if (root.length > 4 && root.endsWith("e")) root = root.slice(0, -1);
  return root.length > 3 && root.endsWith("y") ? `${root.slice(0, -1)}i` : root;
}

function semitic(word: string): string {
  let root = word;
  for (const prefix of ["وال", "بال", "كال", "فال", "لل", "ال"]) {
    if (root.startsWith(prefix) && root.length - prefix.length >= 3) {
      root = root.slice(prefix.length);
      break;
    }
  }
  for (const suffix of ["ات", "ون", "ين", "ها", "هم", "ية", "ة", "ه", "ا"]) {
    if (root.endsWith(suffix) && root.length - suffix.length >= 3) return root.slice(0, -suffix.length);
  }
  return root;
}
