// The colours of policies: lines of a policy, each with the scopes that words on it must have. Below a line,
//
//     --^ keyword.declaration       the word at the column of the caret has this scope, the innermost
//
// (a comment of the language, so that the files are policies). Every keyword of the grammar must be known to the
// colours, and the whole repository's policies must be read without an unclosed text.
"use strict";

const fs = require("fs");
const path = require("path");

const [root, modules] = process.argv.slice(2);
const from = (name) => require(path.join(modules, "node_modules", name));
const { Registry, INITIAL, parseRawGrammar } = from("vscode-textmate");
const oniguruma = from("vscode-oniguruma");

let checks = 0, failures = 0;
function expect(holds, what) {
  ++checks;
  if (holds) return;
  ++failures;
  console.error(`failed: ${what}`);
}

async function grammar() {
  const wasm = fs.readFileSync(path.join(modules, "node_modules/vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const file = path.join(root, "editors/vscode/syntaxes/precept.tmLanguage.json");
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(file, "utf8"), file),
  });
  return registry.loadGrammar("source.precept");
}

/** The lines of a file that are no expectations, each with the expectations below it. */
function samples(text) {
  const lines = [];
  for (const line of text.split("\n")) {
    const wanted = /^--(\s*)\^\s*(\S+)$/.exec(line);
    if (wanted) lines.at(-1).wanted.push({ column: 2 + wanted[1].length, scope: wanted[2] });
    else lines.push({ text: line, wanted: [] });
  }
  return lines;
}

function holdFile(policy, file) {
  let state = INITIAL;
  for (const { text, wanted } of samples(fs.readFileSync(file, "utf8"))) {
    const line = policy.tokenizeLine(text, state);
    state = line.ruleStack;
    for (const { column, scope } of wanted) {
      const token = line.tokens.find((one) => one.startIndex <= column && column < one.endIndex);
      const got = token ? token.scopes.at(-1) : "nothing";
      expect(got === `${scope}.precept` || got.startsWith(`${scope}.`),
        `${path.basename(file)}: ${JSON.stringify(text)} at ${column}: ${got}, and ${scope} is wanted`);
    }
  }
}

/** A text left open would colour the rest of the file as text. */
function holdPolicy(policy, file) {
  let state = INITIAL, line;
  for (const text of fs.readFileSync(file, "utf8").split(/\r?\n/)) {
    line = policy.tokenizeLine(text, state);
    state = line.ruleStack;
  }
  const last = policy.tokenizeLine("", state).tokens[0].scopes;
  expect(!last.some((scope) => scope.startsWith("string")), `${file}: ends within a text`);
}

function filesBelow(folder) {
  return fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".precept"))
    .map((name) => path.join(folder, name));
}

async function main() {
  const policy = await grammar();
  const samplesAt = path.join(root, "tests/editors/tokens");
  for (const file of fs.readdirSync(samplesAt)) holdFile(policy, path.join(samplesAt, file));

  const words = fs.readFileSync(path.join(root, "editors/vscode/syntaxes/precept.tmLanguage.json"), "utf8");
  const tokens = fs.readFileSync(path.join(root, "grammar/Precept.g4"), "utf8");
  const keywords = [...tokens.matchAll(/^[A-Z_]+\s*:\s*'([a-z]+)'/gm)].map((found) => found[1]);
  expect(keywords.length > 80, "the grammar's keywords are found");
  // A unit stands there with its plural: `days?`.
  for (const word of keywords)
    expect([`\\b${word}\\b`, `\\b${word}s\\?`].some((form) => new RegExp(form).test(words)), `\`${word}\` has a colour`);

  let count = 0;
  for (const folder of ["policies", "examples"]) {
    for (const file of filesBelow(path.join(root, folder))) {
      holdPolicy(policy, file);
      ++count;
    }
  }
  expect(count > 20, "there are policies");
  console.log(`${checks} checks, ${failures} failed`);
  process.exit(failures === 0 && checks > 150 ? 0 : 1);
}

main();
