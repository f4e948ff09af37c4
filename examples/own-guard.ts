import { block, codes, defaultGuards, defineGuard, type Guard, verify } from "vouchsafe";

/** Every claim is free of promises that only a lawyer may make. Codes: `promise-made`. Unit: claim. */
function unpromising(words: readonly string[]): Guard {
  return defineGuard({
    name: "unpromising",
    unit: "claim",
    check({ claims }) {
      return claims.flatMap((claim) => {
        const word = words.find((one) => claim.text.toLowerCase().includes(one));
        return word === undefined ? [] : [block("promise-made", `says "${word}"`, claim)];
      });
    },
  });
}

const sources = ["We guarantee a refund within 30 days. Parcels leave our warehouse every evening."];
const guards = [...defaultGuards(), unpromising(["guarantee", "promise"])];

for (const answer of ["Parcels leave our warehouse every evening [1].", "We guarantee a refund within 30 days [1]."]) {
  const outcome = await verify({ answer, sources }, { guards });
  console.log(outcome.status, codes(outcome).join());
}
