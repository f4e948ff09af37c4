/** Words that turn a statement into its opposite, in the languages that the tests cover; without apostrophes. */
const NEGATIONS = new Set(
  "not no never none nor neither without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt hasnt havent hadnt mustnt nicht kein keine keinen keiner nie niemals ohne ne pas jamais sans non ni nunca sin não nem mai senza не нет никогда без ні немає δεν μην لا لم لن ليس לא אין نہیں नहीं न मत".split(
    " ",
  ),
);

/** Whether a word, in lower case, negates. */
export const isNegation = (word: string): boolean => NEGATIONS.has(word.replaceAll(/['’]/g, ""));

/** Whether a text holds a word that negates. */
export const hasNegation = (text: string): boolean =>
  (text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? []).some(isNegation);
