import { explain, verify } from "vouchsafe";

const sources = ["Refunds are paid within 30 days of delivery. Express fees are not refunded."];
const vouch = async (answer: string) => console.log(explain(await verify({ answer, sources }), sources));
await vouch("Express fees are not refunded [1].");
await vouch('It says "refunds are paid within 30 days of your request" [1].');
