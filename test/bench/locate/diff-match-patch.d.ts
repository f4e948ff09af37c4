// The package ships no types.
declare module "diff-match-patch" {
  export default class DiffMatchPatch {
    Match_Threshold: number;
    Match_Distance: number;
    match_main(text: string, pattern: string, near: number): number;
  }
}
