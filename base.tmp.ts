import { dataSet, withoutMarkers } from "./test/bench/data.ts";
import { figuresMissing, calendarMissing } from "./src/score/index.ts";
const sets = ["ragtruth_sentences","gensearch","attributedqa","attrscore_gensearch","hagrid"];
let T:any = {};
for (const set of sets) { const {claims,texts}=dataSet("/work/shared/data",set);
 for (const c of claims){ const k=set==="ragtruth_sentences"?"rt_"+c.task:set; const t=T[k]??={n:[0,0],f:[0,0],c:[0,0],u:[0,0]};
  const src=[{id:"s",text:texts.get(c.source_id)??""}]; const claim=withoutMarkers(c.claim);
  const f=figuresMissing(claim,src,[0]).length>0, m=calendarMissing(claim,src,[0]).length>0;
  t.n[c.label]++; if(f)t.f[c.label]++; if(m)t.c[c.label]++; if(f||m)t.u[c.label]++; } }
const pool={n:[0,0],f:[0,0],c:[0,0],u:[0,0]}; for(const k in T) for(const q of ["n","f","c","u"]) for(const i of [0,1]) (pool as any)[q][i]+=T[k][q][i];
T.pooled=pool;
for(const k in T){const t=T[k]; console.log(k.padEnd(20), t.n[1],t.n[0], ["f","c","u"].map(q=>q+" "+(100*t[q][1]/t.n[1]).toFixed(2)+"/"+(100*t[q][0]/t.n[0]).toFixed(1)).join("  "));}
