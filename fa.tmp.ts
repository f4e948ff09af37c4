import { dataSet, withoutMarkers } from "./test/bench/data.ts";
import { checkFigures } from "./src/score/index.ts";
for (const set of ["ragtruth_sentences","gensearch","attributedqa","hagrid"]) { const {claims,texts}=dataSet("/work/shared/data",set);
 for (const c of claims) { if(c.label!==+(process.argv[2]??1)) continue; const text=texts.get(c.source_id)??""; const claim=withoutMarkers(c.claim);
  const f=checkFigures(claim,[{id:"s",text,...(c.task==="data2txt"?{kind:"record" as const}:{})}],[0]).filter(v=>v.status==="absent"||v.status==="differs"||(process.argv[3]&&v.status===process.argv[3])); if(f.length) console.log(`[${set} ${c.task??""}] ${f.map(v=>`${v.kind} <<${v.written}>> ${v.status} ${v.status==="differs"?v.place?.text:""}`).join("; ")} :: ${claim.slice(0,230)}`); } }
