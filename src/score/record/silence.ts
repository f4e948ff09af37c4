/** "No information on X", "information on X is not given", "do not say whether X"; "X is unknown". English. */
const SILENCE =
  /\b(?:no|not|without|lacks?)\s(?:\w{1,20}\s){0,3}(?:information|details?)\b|\b(?:information|details?)\b[^.;]{0,120}\b(?:not|n['’]t)\s(?:\w{1,20}\s)?(?:available|provided|given|mentioned|specified|included)\b|(?:\bnot|n['’]t)\s(?:\w{1,20}\s)?(?:mention|say|specif|state|indicate|disclose|list)/iu;
const BEHIND = /\b(?:unknown|unclear|unspecified|not (?:known|mentioned|specified|stated|listed))\b/iu;
const PARTED = /[,;.]|\b(?:and|but|while|although|however)\b/iu;

/** Whether what stands at a place of a claim is what the claim says that nothing is known of. */
export function saysNothingKnown(
  claim: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const silence = SILENCE.exec(claim);
  if (silence !== null && silence.index <= start) return true;
  const behind = BEHIND.exec(claim.slice(end));
  return behind !== null && !PARTED.test(claim.slice(end, end + behind.index));
}
