// What the tests of schemas have in common: the validator from npm in its strict mode, and the built precept.
const fs = require("fs");
const os = require("os");
const path = require("path");
const { spawnSync } = require("child_process");

const [modules, precept, root] = process.argv.slice(2).map((name) => path.resolve(name));
const Ajv = require(path.join(modules, "ajv-2020/dist/2020")).default;
const addFormats = require(path.join(modules, "ajv-formats")).default;

/// Runs precept with these words; its exit code and what it wrote.
function run(words, folder = root) {
  const ended = spawnSync(precept, words, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 1 << 28,
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

/// The validator of the schema that `precept schema` writes with these words. Throws where the schema is none,
/// or anything in it is not as strict mode wants it.
function validator(words, folder = root) {
  const written = run(["schema", ...words], folder);
  if (written.code !== 0) throw new Error(`precept schema ${words.join(" ")}: ${written.err}`);
  const ajv = new Ajv({ strict: true, allErrors: false });
  addFormats(ajv);
  return ajv.compile(JSON.parse(written.out));
}

let failures = 0, checks = 0;
/// Tells what does not hold.
function expect(holds, ...told) {
  ++checks;
  if (holds) return;
  ++failures;
  console.log("failed:", ...told);
}
/// Ends the test; fewer checks than `least` are a failure, since then nothing was looked at.
function end(least) {
  expect(checks >= least, `${checks} checks, fewer than ${least}`);
  console.log(`${checks} checks, ${failures} failed`);
  process.exit(failures === 0 ? 0 : 1);
}

/// A folder that is gone when the test ends.
function scratch() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "precept-schema-"));
  process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write(folder, name, text) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

module.exports = { root, run, validator, expect, end, scratch, write };
