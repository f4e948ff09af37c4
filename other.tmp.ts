import { dataSet, withoutMarkers } from "./test/bench/data.ts";
import { checkFigures } from "./src/score/index.ts";
const show=process.argv[2];
for (const set of ["fm2","scifact_rte","begin_wow","begin_tc","begin_cmu","cg2c_doc","summedits"]) { const {claims,texts}=dataSet("/work/shared/data",set); const n=[0,0],a=[0,0]; const kinds:any={};
 for (const c of claims) { n[c.label]++; const text=texts.get(c.source_id)??""; const claim=withoutMarkers(c.claim);
  const f=checkFigures(claim,[{id:"s",text}],[0]).filter(v=>v.isSure&&(v.status==="absent"||v.status==="differs")); if(f.length){a[c.label]++; for(const k of new Set(f.map(x=>x.kind))) (kinds[k]??=[0,0])[c.label]++; if(show===set&&c.label===1) console.log(`${f.map(v=>`${v.kind} <<${v.written}>> ${v.status} ${v.status==="differs"?v.place?.text:""}`).join("; ")} :: ${claim.slice(0,200)} ||| ${f[0]!.place?.text.slice(0,150)}`);} }
 if(!show) console.log(set.padEnd(14), n.toReversed().join("/"), "FA",(100*a[1]/n[1]).toFixed(2),"recall",(100*a[0]/n[0]).toFixed(1), JSON.stringify(kinds)); }
