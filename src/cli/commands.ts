import { auditCommand } from "./audit.ts";
import type { Command } from "./command.ts";
import { demoCommand } from "./demo.ts";
import { evalCommand } from "./eval.ts";
import { scoreCommand } from "./score.ts";
import { summaryCommand } from "./summary.ts";
import { verifyCommand } from "./verify.ts";

export const commands: { readonly [name: string]: Command } = {
  verify: verifyCommand,
  score: scoreCommand,
  eval: evalCommand,
  summary: summaryCommand,
  audit: auditCommand,
  demo: demoCommand,
};
