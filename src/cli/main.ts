#!/usr/bin/env node
// Nothing is imported before this check: an old Node must get a sentence, not a syntax error from a module it cannot read.
const oldest = { major: 22, minor: 13 };
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
  const needed = `${oldest.major}.${oldest.minor}`;
  process.stderr.write(`vouchsafe needs Node.js ${needed} or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // Until the work is done the exit is 2: a run that ends by accident must not look like one that verified all.
  process.exitCode = 2;
  import("./run.ts").then(
    ({ run }) => run(process.argv.slice(2)),
    (error) => process.stderr.write(`vouchsafe cannot start: ${error}\n`),
  );
}

export {};
