import type { Command } from "./command.ts";
import { demoCommand } from "./demo.ts";
import { summaryCommand } from "./summary.ts";
import { verifyCommand } from "./verify.ts";

export const commands: { readonly [name: string]: Command } = {
  verify: verifyCommand,
  summary: summaryCommand,
  demo: demoCommand,
};
