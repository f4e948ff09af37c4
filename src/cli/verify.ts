import { type ArgsDef, defineCommand } from "citty";
import { type Answer, type Judge, verifyEach } from "vouchsafe";
import { type Case, finishes, readCases, readPlainCase, readWhole } from "./cases.ts";
import { chainOf, guardNames } from "./chain.ts";
import { checkAll } from "./check-all.ts";
import type { Command } from "./command.ts";
import { badUsage, type Flags, readFlags } from "./flags.ts";
import { openReports } from "./reports.ts";
import { resultsOf } from "./results.ts";
import { shapedBy } from "./schema.ts";
import { openSession, type Session } from "./session.ts";
import { exitCodeOf, noneYet } from "./tally.ts";
import { type ChainData, workerChain } from "./worker-chain.ts";

const defaultLineBytes = 64 * 1024 * 1024; // what one record may weigh: sources included, far above any real one
const longestLineBytes = 256 * 1024 * 1024; // half of what fits in one string of the engine
const mostWorkers = 256; // as `verifyEach` takes
const longestTimeoutMs = 2 ** 31 - 1; // what a timer takes: over three weeks

const args: ArgsDef = {
  answer: { type: "string", valueHint: "FILE", description: "Check the text of FILE instead of JSON" },
  source: {
    type: "string",
    valueHint: "[ID=]FILE",
    description: "A source of --answer; repeatable. Without ID, the path is the id",
  },
  question: { type: "string", valueHint: "TEXT", description: "The question that --answer answers" },
  finish: {
    type: "string",
    valueHint: "HOW",
    description: `How the model ended --answer: ${finishes.join(", ")}`,
  },
  guards: {
    type: "string",
    valueHint: "NAMES",
    description: `Only these guards: ${guardNames.join(",")}`,
  },
  allow: {
    type: "string",
    valueHint: "TERM",
    description: "Also escalate what does not name TERM, in question or answer; repeatable: one is enough",
  },
  deny: { type: "string", valueHint: "TERM", description: "Also escalate what names TERM; repeatable" },
  schema: { type: "string", valueHint: "FILE", description: "Also check the value against a JSON Schema" },
  citations: {
    type: "string",
    valueHint: "RULE",
    description: "when-present (default), or required: every claim must carry one",
  },
  judge: {
    type: "string",
    valueHint: "MODEL",
    description: "Let a model settle what rules leave open: openai:NAME or anthropic:NAME",
  },
  timeout: { type: "string", valueHint: "MS", description: "Escalate an answer that takes longer to check" },
  jsonl: { type: "boolean", description: "Print one outcome a line, as JSON, in the order of the input" },
  summary: { type: "boolean", description: "Print one summary in place of a page an answer" },
  baseline: {
    type: "string",
    valueHint: "FILE",
    description: "Fail only for what is newly escalated since the outcomes in FILE",
  },
  "max-escalated": {
    type: "string",
    valueHint: "N",
    description: "Fail only if more than N are escalated: a count, or a share such as 5%",
  },
  workers: { type: "string", valueHint: "N", description: "Check on N threads at once (default: none but this one)" },
  "max-line-bytes": {
    type: "string",
    valueHint: "N",
    description: "Refuse longer records (default 67108864, 64 MiB)",
  },
  "no-color": { type: "boolean", description: "Print without colour, as with NO_COLOR set" },
};

export const verifyCommand: Command = {
  definition: defineCommand({
    meta: { name: "verify", description: "Check answers against their sources" },
    args,
    run: ({ rawArgs }) => runVerify(readFlags(rawArgs, args, { repeatable: ["source", "allow", "deny"] })),
  }),
  args,
  summary: "check answers against their sources",
  usage: ["vouchsafe verify [FILE…]", "vouchsafe verify --answer FILE --source [ID=]FILE…"],
  notes: [
    {
      title: "Input",
      lines: [
        "FILE holds an answer as JSON, an array of them, or one answer a line (JSONL).",
        "Without FILE, or with -, it is standard input. An answer looks like this:",
        "",
        '  {"answer": "… [1]", "sources": [{"id": "faq", "text": "…"}]}',
        "",
        "Also understood: id, question, messages, value, citations, finish. Others are",
        "ignored.",
      ],
    },
    {
      title: "Exit code",
      lines: [
        "0    every answer is verified",
        "1    at least one is escalated",
        "2    bad usage, or input that cannot be read; in a batch the rest is checked",
        "130  interrupted",
      ],
    },
    {
      title: "Judge",
      lines: [
        "--judge asks the model for which OPENAI_API_KEY or ANTHROPIC_API_KEY is set;",
        "OPENAI_BASE_URL or ANTHROPIC_BASE_URL names another server, keyless or not.",
        "It settles only what the rules leave open, with a quotation from the source.",
      ],
    },
    {
      title: "In continuous integration",
      lines: [
        "With --baseline or --max-escalated, exit code 0 says that the gate held and 1",
        "that it failed; with both, both must hold. A record that cannot be read counts",
        "as escalated; a file that cannot is exit code 2. What an earlier run printed",
        "with --jsonl is a baseline. A case is known again by its id; without one, by",
        "its answer and sources, byte for byte: give ids to cases whose answers change.",
      ],
    },
    {
      title: "Examples",
      lines: [
        "vouchsafe verify answer.json",
        "vouchsafe verify --answer answer.md --source docs/a.md --source faq=docs/b.md",
        "vouchsafe verify --jsonl < answers.jsonl > outcomes.jsonl",
        "vouchsafe verify --summary answers.jsonl",
        "vouchsafe verify --summary --baseline outcomes.jsonl answers.jsonl",
      ],
    },
  ],
};

async function runVerify(flags: Flags): Promise<number> {
  const timeoutMs = flags.count("timeout", longestTimeoutMs, "milliseconds");
  const workers = flags.count("workers", mostWorkers, "threads");
  refuseTwoReaders(flags);
  const session = openSession();
  try {
    const maxLineBytes = flags.count("max-line-bytes", longestLineBytes, "bytes") ?? defaultLineBytes;
    const options = { session, maxLineBytes, maxBytes: maxLineBytes };
    const schema = flags.text("schema");
    const schemaText = schema === undefined ? undefined : await readWhole(schema, options);
    const shape = schemaText === undefined ? undefined : await shapedBy(schemaText, schema ?? "", session);
    const guards = chainOf(flags, shape);
    const judge = await judgeOf(flags);
    const cases = await casesOf(flags, options);
    const reports = await openReports(flags, options);
    const chainData: ChainData = { given: flags.given, ...(schemaText === undefined ? {} : { schema: schemaText }) };
    const here = { guards, ...(judge === undefined ? {} : { judge }) };
    const chain = workers === undefined ? here : { workers, chain: workerChain, chainData };
    const timeout = timeoutMs === undefined ? {} : { timeoutMs };
    const check = (answers: AsyncIterable<Answer>) =>
      verifyEach(answers, { ...chain, ...timeout, abortSignal: session.signal });
    return await reports.finish(await checkAll(resultsOf(cases, session, check), reports.view, session));
  } catch (error) {
    // Ctrl-C while a file was being read: nothing was done, and that is no fault of the file.
    if (session.stop === "interrupted") return exitCodeOf(noneYet(), session.stop);
    throw error;
  } finally {
    session.close();
  }
}

/** Loaded when asked for: nobody else needs models. */
async function judgeOf(flags: Flags): Promise<Judge | undefined> {
  const written = flags.text("judge");
  return written === undefined ? undefined : (await import("./judging.ts")).judgeNamed(written, process.env);
}

/** Standard input can be read once: the second reader would take an empty file for a finished one. */
function refuseTwoReaders(flags: Flags): void {
  const sources = flags.all("source").map((written) => written.slice(written.indexOf("=") + 1));
  const files = [...flags.files, ...flags.all("answer"), ...flags.all("schema"), ...flags.all("baseline"), ...sources];
  const readsByDefault = flags.files.length === 0 && !flags.isOn("answer") ? 1 : 0;
  if (files.filter((file) => file === "-").length + readsByDefault > 1) {
    throw badUsage("standard input can be read only once");
  }
}

type ReadingOptions = { readonly session: Session; readonly maxLineBytes: number; readonly maxBytes: number };

async function casesOf(flags: Flags, options: ReadingOptions): Promise<AsyncIterable<Case> | Iterable<Case>> {
  const answerFile = flags.text("answer");
  if (answerFile !== undefined) {
    if (flags.files.length > 0) throw badUsage("--answer and FILE cannot be combined");
    if (!flags.isOn("source")) {
      throw badUsage("--answer needs --source [ID=]FILE, a text that it was written from; repeat it for more");
    }
    return [await readPlainCase(answerFile, flags, options)];
  }
  for (const name of ["source", "question", "finish"]) {
    if (flags.isOn(name)) throw badUsage(`--${name} belongs to --answer; in JSON it is a field`);
  }
  const files = flags.files.length > 0 ? flags.files : ["-"];
  if (files.includes("-") && process.stdin.isTTY) {
    process.stderr.write("Reading answers as JSON from the keyboard; Ctrl-D ends.\n");
  }
  return readCases(files, options);
}
