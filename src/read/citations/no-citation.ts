import type { Source } from "../../types.ts";

/** Shapes of what stands in brackets and cites nothing: sic, a task's mark, no value, a span of letters, a version, a time. */
const SHAPES = [/^(?:sic|x|n\/?a|tbd)$/i, /^[a-z]-[a-z]$/i, /^v\d{1,4}(?:\.\d{1,4}){1,3}$/i, /^[012]?\d:[0-5]\d$/];

/** Whether a word in brackets is no id: by its shape, unless a source's id has the same. */
export const isNoId = (word: string, sources: readonly Source[]): boolean =>
  SHAPES.some((shape) => shape.test(word) && !sources.some(({ id }) => shape.test(id)));

/** A name as code has it, right before a bracket: one small letter, or with a capital, a figure or an underscore inside. */
const CODE = /(?:^|[^\p{L}\p{N}_$.])(?:[a-z]|[a-z][a-zA-Z\d]{0,40}(?:[A-Z\d]|_[a-zA-Z\d_]{0,40})[a-zA-Z\d]{0,40})$/u;
const NAME = /(?:^|[^\p{L}\p{N}_$.])[a-zA-Z_$][a-zA-Z\d_$.]{0,40}$/u;

/** Whether a number in brackets that leads nowhere is the index of the name that it is written on to: `a[5]`, `list[0]`. */
export const isIndex = (before: string, number: string): boolean =>
  CODE.test(before) || (/^0$/.test(number) && NAME.test(before));

const UNIT =
  /^\s(?:(?:business|calendar|working|full|consecutive)\s)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|euros?|dollars?|pounds?|cents?|people|persons|items|pieces|times|kg|km|grams?|kilograms?|kilometres?|kilometers?|metres?|meters?|miles?)\b/;
const DATED = /(?:^|\s)(?:in|of|since|by|until|from|before|after|during|for)\s$/i;
const YEAR = /^(?:1[5-9]|20)\d\d$/;

/** Whether a number in brackets that leads nowhere is an editor's: "within [30] days", "in [2020] it was". */
export const isEditorial = (before: string, number: string, after: string): boolean =>
  (/\s$/.test(before) && UNIT.test(after)) || (YEAR.test(number) && DATED.test(before) && /^\s\p{Ll}/u.test(after));
