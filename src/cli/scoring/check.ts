import { type Answer, type Outcome, verifyEach } from "vouchsafe";
import type { Session } from "../session.ts";
import { type ChainData, workerChain } from "../worker-chain.ts";
import { scoringChain } from "./chain.ts";

/** What comes of rows before the chain that scores, on this thread or on so many workers. */
export function scoringCheck(
  session: Session,
  workers: number | undefined,
): (answers: AsyncIterable<Answer>) => AsyncIterable<Outcome> {
  const chainData: ChainData = { scoring: true };
  const chain = workers === undefined ? { guards: scoringChain() } : { workers, chain: workerChain, chainData };
  return (answers) => verifyEach(answers, { ...chain, abortSignal: session.signal });
}
