/** Signs that say something by themselves: relations, currencies, shares, degrees, pictures. Not what draws tables or marks. */
const SIGNS = /(?![|`´¨¯©®™])[\p{S}%‰#&@]/gu;

export const signsIn = (text: string): string => (text.match(SIGNS) ?? []).join("");
