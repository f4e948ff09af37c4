import { dataSet, withoutMarkers } from "./test/bench/data.ts";
import { checkFigures } from "./src/score/figures/check.ts";
const sets = ["ragtruth_sentences","gensearch","attributedqa","attrscore_gensearch","hagrid"];
const show = process.argv[2];
const n:any={}; const T:any={}; const all=[0,0];
let t0=performance.now();
for (const set of sets) { const {claims,texts}=dataSet("/work/shared/data",set);
 for (const c of claims){ const k=set==="ragtruth_sentences"?"rt_"+c.task:set; (n[k]??=[0,0])[c.label]++; all[c.label]++;
  const text=texts.get(c.source_id)??""; const claim=withoutMarkers(c.claim);
  const kinds=new Set<string>();
  for (const value of checkFigures(claim,[{id:"s",text,...(c.task==="data2txt"?{kind:"record" as const}:{})}],[0])) if(value.status==="absent"||value.status==="differs"||value.status==="derived") { const kind=process.env.STATUS?value.status:value.kind+(value.status==="derived"?"-derived":""); kinds.add(kind); if(value.status!=="derived")kinds.add("ANY");
    if (show===kind && c.label===(+(process.argv[3]??1))) { if (!process.argv[4]||k===process.argv[4]) console.log(`[${k}] <<${claim.slice(value.start,value.end)}>> ${claim.slice(0,220)}`, process.argv[5]? "\n    SRC: "+text.slice(0,+process.argv[5]):""); } }
  for (const kind of kinds) { ((T[kind]??={})[k]??=[0,0])[c.label]++; (T[kind].pooled??=[0,0])[c.label]++; } } }
n.pooled=all;
if(!show){ const keys=Object.keys(n); console.log("".padEnd(20), keys.join("  "));
for(const kind of Object.keys(T).sort()) console.log(kind.padEnd(20), keys.map(k=>{const v=T[kind][k]??[0,0]; return (100*v[1]/n[k][1]).toFixed(2)+"/"+(100*v[0]/n[k][0]).toFixed(1)+`(${v[1]},${v[0]})`}).join("  "));
console.log(performance.now()-t0,"ms"); }
