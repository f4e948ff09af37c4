// The hard checks over labelled public sentences: `npm run bench:figures -- --data DIR [--rows N]`; exits with 2 without data.
import { dataFolder } from "./data.ts";
import { hardChecked, hardCheckPage } from "./support/hard-checks.ts";

console.log(hardCheckPage(await hardChecked(dataFolder())));
