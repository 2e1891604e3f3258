// node outputs_test.js MODULES PRECEPT ROOT
//
// What commands write for other programs, held against `precept schema --of …`: over the examples, documents that are
// in error, and command lines that are. Each schema then refuses the same with a member more or less.
const fs = require("fs");
const path = require("path");
const { root, run, validator, expect, end, scratch, write } = require("./common.js");

const kPolicy = ["--policy", "policies/wtsa-res54"];
const place = scratch();
const seen = new Set();

const schemas = {};
for (const line of run(["schema", "--list"]).out.trim().split("\n")) {
  const [, name] = line.match(/^--of (\S+)/) ?? [];
  if (name) schemas[name] = validator(["--of", name]);
}

/// Whether the value with a member more, or another one, is refused: else the schema says nothing.
function is_closed(fits, value) {
  const is_list = Array.isArray(value);
  const first = is_list ? value[0] : value;
  if (first === undefined) return true;
  const put = (object) => (is_list ? [object, ...value.slice(1)] : object);
  return !fits(put({ ...first, x: 1 })) && !fits(put({ ...first, [Object.keys(first)[0]]: [[1]] }));
}

function hold(name, text, about) {
  seen.add(name);
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return expect(false, about, `wrote no JSON: ${text.slice(0, 200)}`);
  }
  const fits = schemas[name];
  expect(fits(value), about, `does not fit ${name}:`, JSON.stringify(fits.errors?.slice(0, 4)), text.slice(0, 300));
  expect(is_closed(fits, value), about, `${name} takes anything`);
  return value;
}

function of(name, words, folder = root) {
  const told = run(words, folder);
  return hold(name, told.out, `precept ${words.join(" ")} (exit ${told.code}, ${told.err.slice(0, 200)})`);
}

const examples = fs.readdirSync(path.join(root, "examples/res54")).filter((name) => name.endsWith(".json"))
  .map((name) => `examples/res54/${name}`);
write(place, "wrong.json", '{"kind": "Proposal", "regoin": "AFR", "date": "2023-02-30"}');
write(place, "empty.json", "");
write(place, "notes/notes.txt", "x");
write(place, "notes/a.yaml", "kind: Meeting\n");
const wrong = [path.join(place, "wrong.json"), path.join(place, "empty.json"), path.join(place, "notes")];

for (const more of [[], ["--all"], ["--readings"], ["--lang", "fr"], ["--strict"]])
  of("report", ["check", ...examples, ...wrong, ...kPolicy, "--format", "json", ...more]);
for (const words of [["check", ...examples, ...wrong, ...kPolicy], ["check", "x.json"]]) {
  const lines = run([...words, "--format", "ndjson"]).out.trim().split("\n");
  for (const line of lines) hold("ndjson", line, `a line of precept ${words.join(" ")}`);
  of("report", [...words, "--format", "json"]);
  of("gitlab", [...words, "--format", "gitlab"]);
}
of("report", ["check", "--lang", "xx", "--format", "json"]);
of("failure", ["check", "--nothing", "--format", "json"]);

// A project, with a baseline and a minimum.
run(["new", "project", "made"], place);
const made = path.join(place, "made");
of("config", ["config", "--format", "json"], made);
of("report", ["check", "--format", "json"], made);
write(made, "documents/full.yaml", "kind: Booking\nname: Band\ndate: 2025-05-03\npeople: 9\nseats: 1\n");
run(["baseline", "write", "--baseline", "known.toml", "--reason", "agreed", "--owner", "the chair", "--expires", "2999-01-01"], made);
of("report", ["check", "--baseline", "known.toml", "--format", "json"], made);
of("config", ["config", "--policy", "nowhere", "--format", "json"], made);
of("tests", ["test", "--format", "json"], made);
of("tests", ["test", "--coverage", "--format", "json"], made);
write(made, "policies/fails_test.precept", 'tests house\n\ntest "wrong"\n  given Booking { people: 1, seats: 2 }\n  expect rule 1 violated\n');
of("tests", ["test", "--coverage", "--format", "json"], made);
fs.rmSync(path.join(made, "policies/fails_test.precept"));
of("mutants", ["test", "--mutate", "--min-score", "10", "--format", "json"], made);
of("failure", ["test", "nowhere", "--format", "json"], made);

for (const document of examples) {
  of("explanation", ["explain", document, ...kPolicy, "--format", "json"]);
  of("questions", ["ask", document, ...kPolicy, "--format", "json"]);
}
for (const document of examples.slice(0, 4)) {
  of("fixes", ["explain", document, ...kPolicy, "--fix", "--most", "1", "--format", "json"]);
  of("fixes", ["explain", document, ...kPolicy, "--margin", "--most", "1", "--format", "json"]);
}
of("explanation", ["explain", wrong[0], ...kPolicy, "--format", "json"]);

// Two policies, alone and over documents.
const policy = fs.readFileSync(path.join(made, "policies/house.precept"), "utf8");
write(place, "new.precept", policy.replace("<= b.seats", "<= b.seats + 9"));
of("diff", ["diff", path.join(made, "policies"), "new.precept", "--format", "json"], place);
of("diff", ["diff", path.join(made, "policies"), "new.precept", "--corpus", path.join(made, "documents"), "--format", "json"], place);
of("diff", ["diff", path.join(root, "policies/wtsa-res54"), "new.precept", "--format", "json"], place);
of("diff", ["diff", path.join(made, "policies"), "nowhere", "--format", "json"], place);

// Receipts, cards, answers.
const receipts = path.join(place, "receipts");
run(["check", ...examples, ...kPolicy, "--receipt", receipts + "/"]);
run(["keygen", "office"], place);
run(["check", "examples/res54/compliant-proposal.json", ...kPolicy, "--receipt", path.join(place, "signed.json"), "--sign", path.join(place, "office.key")]);
const files = fs.readdirSync(receipts, { recursive: true }).filter((name) => name.endsWith(".json"));
expect(files.length > 5, "there are receipts");
for (const file of files) hold("receipt", fs.readFileSync(path.join(receipts, file), "utf8"), file);
hold("receipt", fs.readFileSync(path.join(place, "signed.json"), "utf8"), "a signed receipt");
run(["compile", "policies/wtsa-res54", "--card", path.join(place, "card.json"), "--sign", path.join(place, "office.key")]);
hold("card", fs.readFileSync(path.join(place, "card.json"), "utf8"), "a card");
for (const receipt of [path.join(receipts, files[0]), receipts])
  for (const given of [[], ["--with", "policies", "examples/res54"]])
    of("verification", ["verify", receipt, ...given, "--format", "json"]);
of("verification", ["verify", "nowhere.json", "--format", "json"]);

// Of a document with a list in a file of its own.
const evening = path.join(place, "evening.json"), listed = path.join(place, "listed.json");
write(place, "evening.json", '{"kind": "Evening"}');
write(place, "list.csv", "name,role,Stand\nAda,Guest,Confirmed\nBen,Guest,Cancelled\n");
const list = ["--table", `people=${path.join(place, "list.csv")}`, "--map", 'people.only.Stand = ["Confirmed"]'];
const kEvening = "tests/lists/evening/evening.precept";
run(["check", evening, "--policy", kEvening, ...list, "--receipt", listed]);
const said = hold("receipt", fs.readFileSync(listed, "utf8"), "a receipt of a document with a list");
expect(said.document.lists[0].left_out_by_only === 1, "rows are counted");
for (const given of [[], ["--with", evening, kEvening, ...list]]) of("verification", ["verify", listed, ...given, "--format", "json"]);
const attested = ["attest", "examples/res54/unattested-commitment.json", ...kPolicy, "--judgement", "committed", "--about",
  "Etihad Salam", "--value", "yes", "--by", "J. Moreau", "--date", "2023-05-01"];
of("attestation", attested);
hold("answers", JSON.stringify({ answers_to: "a.json", kind: "Proposal", attestations: [JSON.parse(run(attested).out)],
  values: [{ at: "/region", value: "AFR", by: "J. Moreau", date: "2023-05-01" }] }), "answers");
write(place, "text.txt", "resolves\n1 that people sing;\n2 that they dance.\n");
of("outline", ["source", "outline", "text.txt", "--format", "json"], place);
of("outline", ["source", "outline", "nowhere.txt", "--format", "json"], place);
of("policy_check", ["check", "policies/wtsa-res54/res54.precept", "--format", "json"]);
write(place, "bad.precept", "policy bad\n\nrecord R\n  a : int\n\nabout R r\n\nclause one\n  shall ensure r.b == 1\n");
of("policy_check", ["check", "bad.precept", "--format", "json"], place);
of("failure", ["compile", "bad.precept", "-o", "bad.pbc", "--format", "json"], place);
of("coverage", ["source", "coverage", "policies/wtsa-res54", "--format", "json"]);
hold("baseline", JSON.stringify({ finding: [{ fingerprint: "0".repeat(64), document: "a.json", rule: "a/b", outcome: "violated",
  message: "m", reason: "r", owner: "o" }] }), "a baseline");

for (const name of Object.keys(schemas)) expect(seen.has(name), `nothing was held against ${name}`);
end(150);
