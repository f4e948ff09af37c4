import { readFileSync } from "node:fs";
import { slowPatterns } from "./test/house/linear.ts";
import { patternsOf } from "./test/house/regexes.ts";
const files = process.argv.slice(2);
console.log(slowPatterns(patternsOf(new Map(files.map((f) => [f, readFileSync(f, "utf8")]))), []));
