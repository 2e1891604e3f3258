// node documents_test.js MODULES PRECEPT ROOT
//
// Schemas of documents against the reader, over the conformance corpus, the examples, and both with one thing
// changed at random: what the reader takes the schema takes, and what the reader refuses the schema refuses, but for
// what it cannot see (`kBeyond`) and for words that are spelled otherwise.
const fs = require("fs");
const path = require("path");
const { root, run, validator, expect, end, scratch, write } = require("./common.js");

// What only a check sees, by the codes of docs/diagnostics.md.
const kBeyond = new Set([
  "E4017", "E4018", "E4032",  // whom an attestation is about, and two that contradict each other
  "E4033",                    // who attests is nobody
  "E4011",                    // too much
]);
// There is no policy for the day, so the document was not read.
const kNotRead = new Set(["E5001", "E5002", "E5004", "E5005"]);

// ---- random changes: the same ones in every run

let state = 20241127;
function random(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}
const pick = (list) => list[random(list.length)];

const kValues = [
  null, true, false, 0, -1, 12, 9007199254740991, 1.5, "", " ", "x", "?", "to be filled in", " to  be filled in", "2023-02-29",
  "2024-02-29", "2023-13-01", "0000-01-01", "2023-1-1", "a\u200bb", "a\u0000b", "\ufe0f", "\u2800", "e\u0301", "\u{110cd}1",
  "2024-05-01T14:30:00+02:00", "2024-05-01T24:00Z", "2024-05-01T12:30", "2016-12-31T23:59:60Z", "PT1H30S", "-PT5M", "PT", "P1D",
  "MemberState", "DE", "DEU", "12", [], [null], ["x"], [[]], {}, { x: 1 }, { name: "x" },
];

/// A copy in which one thing is otherwise.
function changed(document) {
  const copy = structuredClone(document);
  const places = [];
  (function visit(value) {
    if (value === null || typeof value !== "object") return;
    for (const key of Object.keys(value)) {
      places.push([value, key]);
      visit(value[key]);
    }
  })(copy);
  if (places.length === 0) return { x: 1 };
  const [holder, key] = pick(places);
  const is_list = Array.isArray(holder);
  switch (random(6)) {
    case 0:
      if (is_list) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 1:
      if (is_list) holder.push(pick(kValues));
      else holder[pick(["x", key + "s", "$schema", "kind", "attestations"])] = pick(kValues);
      break;
    case 2: {  // the value of another place
      const [other, name] = pick(places);
      holder[key] = structuredClone(other[name]);
      break;
    }
    default:
      holder[key] = pick(kValues);
  }
  return copy;
}

// ---- held against each other

/// As the reader compares words: docs/schema.md says that a schema cannot.
function as_read(value) {
  if (typeof value === "string")
    return value.replace(/[\u{fe00}-\u{fe0f}\u{180b}-\u{180d}]/gu, "").replace(/[\s\u2800\u0085]+/gu, " ").trim().normalize("NFC");
  if (Array.isArray(value)) return value.map(as_read);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, as_read(inner)]));
}

/// Files of documents, each {name, document, is_text: whether it stands as somebody wrote it}.
function hold(folder, words, documents, about) {
  if (documents.length === 0) return;
  const fits = validator(words, folder);
  const told = new Map();
  const checked = run(["check", ...documents.map((one) => one.name), ...words, "--format", "ndjson"], folder);
  for (const line of checked.out.trim().split("\n")) {
    const object = JSON.parse(line);
    if (object.file !== undefined) told.set(object.file, object);
  }
  for (const { name, document, is_text } of documents) {
    const report = told.get(name);
    expect(report !== undefined, about, name, "was not told", checked.err);
    if (report === undefined) continue;
    const told_errors = report.errors ?? [];
    const codes = told_errors.map((error) => error.code);
    if (codes.some((code) => kNotRead.has(code))) continue;
    // In a text a field may stand twice, which JSON.parse does not see.
    if (is_text && told_errors.some((error) => error.message.includes("given twice"))) continue;
    const is_valid = fits(document) || (codes.length === 0 && fits(as_read(document)));
    const holds = is_valid ? codes.every((code) => kBeyond.has(code)) : codes.length > 0;
    expect(holds, about, name, JSON.stringify(document).slice(0, 600), is_valid
      ? `is taken by the schema, and not by the reader: ${JSON.stringify(told_errors)}`
      : `is taken by the reader, and not by the schema: ${JSON.stringify(fits.errors?.slice(0, 3))}`);
  }
}

/// The documents, and each changed some times, written into the folder.
function with_changes(folder, documents, times) {
  const all = [];
  documents.forEach(({ text, document }, number) => {
    all.push({ name: `d/${number}.json`, document, is_text: true });
    write(folder, `d/${number}.json`, text);
    for (let time = 0; time < times; ++time) {
      const other = changed(document);
      all.push({ name: `d/${number}-${time}.json`, document: other, is_text: false });
      write(folder, `d/${number}-${time}.json`, JSON.stringify(other));
    }
  });
  return all;
}

/// Nothing where it is no JSON, or has numbers that JavaScript does not hold.
function parsed(text) {
  let is_held = true;
  const look = (name, value) => {
    is_held &&= typeof value !== "number" || Number.isSafeInteger(value) || !Number.isInteger(value);
    return value;
  };
  try {
    const document = JSON.parse(text, look);
    return is_held ? { text, document } : undefined;
  } catch {
    return undefined;
  }
}

// The corpus: each policy with all its documents.
for (const part of ["language", "res54"]) {
  const folder = path.join(root, "conformance", part);
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const corpus = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
    const by_policy = new Map();
    for (const one of corpus.cases) {
      if (typeof one.document !== "string" || !parsed(one.document)) continue;
      if (!by_policy.has(one.policy)) by_policy.set(one.policy, []);
      by_policy.get(one.policy).push(parsed(one.document));
    }
    for (const [policy, documents] of by_policy) {
      const place = scratch();
      let words = ["--policy", path.join(root, policy)];
      if (corpus.policies[policy]) {
        const { main, files } = corpus.policies[policy];
        if (Object.values(files).some((text) => typeof text !== "string")) continue;
        for (const [name, text] of Object.entries(files)) write(place, name, text);
        words = main.flatMap((name) => ["--policy", name]);
      }
      if (run(["schema", ...words], place).code !== 0) continue;  // a case of a policy with a mistake
      hold(place, words, with_changes(place, documents, part === "res54" ? 4 : 8), `${part}/${file}: ${policy}`);
    }
  }
}

// One kind alone: another kind is refused, and so is what has none.
const of_proposal = validator(["Proposal", "--policy", "policies/wtsa-res54"]);
const of_all = validator(["--policy", "policies/wtsa-res54"]);
const proposal = JSON.parse(fs.readFileSync(path.join(root, "examples/res54/compliant-proposal.json"), "utf8"));
const meeting = JSON.parse(fs.readFileSync(path.join(root, "examples/res54/tunisian-chair.json"), "utf8"));
expect(of_proposal(proposal), "a proposal is one");
expect(!of_proposal(meeting), "a meeting is no proposal");
expect(of_all(proposal) && of_all(meeting), "each is of some kind");
expect(!of_all({ ...proposal, kind: undefined }), "a document has a kind");

// Two versions of a policy: a document fits one of them.
const place = scratch();
for (const [version, field] of [["2020", "old"], ["2024", "new"]])
  write(place, `v${version}.precept`, `policy versions\n\nin force from ${version}-01-01 until ${version}-12-31\n\n` +
    `record Evening\n  date : date\n  ${field} : int\n\nabout Evening e\n\nclause one\n  shall ensure e.${field} > 0\n`);
const of_versions = validator(["Evening", "--policy", "v2020.precept", "--policy", "v2024.precept"], place);
expect(of_versions({ kind: "Evening", old: 1 }) && of_versions({ kind: "Evening", new: 1 }), "one of the versions");
expect(!of_versions({ kind: "Evening", old: 1, new: 1 }), "not of both");

end(4000);
