import { dataSet, withoutMarkers } from "./test/bench/data.ts";
import { honestJudge, isPutToJudge } from "./test/judge/injection.ts";
import { verify, defaultGuards } from "vouchsafe";
import { judge } from "vouchsafe/judge";
const D="/work/shared/data"; 
const why=new Map<string,number>(); let n=0, ok=0;
for (const set of ["ragtruth_sentences","gensearch","hagrid","fm2","scifact_rte","begin_wow","summedits","attributedqa"]) {
  const {claims,texts}=dataSet(D,set);
  const step=Math.max(1,Math.floor(claims.length/120));
  for (let i=0;i<claims.length;i+=step){ const c=claims[i]!; if(c.label!==1) continue; const one={claim:withoutMarkers(c.claim),source:texts.get(c.source_id)!,supported:true};
    if(one.source.length>60000) continue;
    if(!await isPutToJudge(one)) continue; n++;
    const j=honestJudge(one); let said:any;
    const o=await verify({answer:one.claim,sources:[one.source]},{guards:defaultGuards(),judge:{settle:async(a,b,c)=>{said=await j.settle(a,b,c); return said;}}});
    if(o.status==="verified") ok++; else { const m=(said?.[0]?.message??JSON.stringify(o.escalation)).slice(0,100); why.set(m,(why.get(m)??0)+1); if (process.env.V&&m.includes(process.env.V)) console.log("CLAIM",one.claim,"\n  SAID",JSON.stringify(said[0]).slice(0,300)); }
  }
}
console.log(n,ok,ok/n,why);
