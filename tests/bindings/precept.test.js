// The Node package as its users have it. Environment: PRECEPT_ROOT, the tree with policies and examples, and
// PRECEPT_PACKAGE, the built package.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { Worker } = require('node:worker_threads');

const root = process.env.PRECEPT_ROOT;
const packageFolder = process.env.PRECEPT_PACKAGE;
const { MisuseError, PreceptError, RefusedError, load, report, version } = require(packageFolder);

const policy = `policy hall
record Booking
  name   : text
  people : int
  seats  : int
about Booking b
judgement quiet(b: Booking)
  asks "Is {b.name} quiet?"
reading full_house
  all_seats "every seat may be taken"  default
  less_one  "one seat stays free"
clause seats
  shall ensure b.people <= b.seats - (if full_house = less_one then 1 else 0)
clause noise
  shall ensure b.people <= 10 or quiet(b)
`;
const hall = () => load({ name: 'hall.precept', content: policy });
const booking = (people, name = 'Choir') => ({
  name: 'document.json',
  content: { kind: 'Booking', name, people, seats: 24 },
});

test('policies are loaded from files, folders and memory', async () => {
  assert.match(version, /^\d+\.\d+\.\d+$/);
  for (const where of ['examples/first/first.precept', 'examples/first']) {
    const program = await load(path.join(root, where));
    const check = await program.check(path.join(root, 'examples/first/choir.json'));
    assert.equal(check.verdict, 'non-compliant');
  }
  const { policies, warnings } = await hall();
  assert.deepEqual([policies.length, policies[0].name, policies[0].digest.length, warnings], [1, 'hall', 64, []]);
});

test('mistakes are errors with code and place', async () => {
  const wrong = { name: 'hall.precept', content: 'policy hall\nrecord Booking\n  people : itn\n' };
  await assert.rejects(load(wrong), (error) => {
    assert(error instanceof RefusedError && error instanceof PreceptError);
    assert.deepEqual([error.file, error.line, error.column], ['hall.precept', 3, 12]);
    assert.match(error.code, /^E\d{4}$/);
    assert.equal(error.diagnostics[0].help, 'did you mean `int`?');
    assert.match(error.message, /hall\.precept:3:12/);
    return true;
  });
  await assert.rejects(load(), MisuseError);
  await assert.rejects(load('there/is/no/policy'), RefusedError);
  await assert.rejects(load(42), TypeError);
});

test('the types name what there is', () => {
  const types = fs.readFileSync(path.join(packageFolder, 'index.d.ts'), 'utf8');
  const named = [...types.matchAll(/^export (?:class|function|const) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(require(packageFolder)).sort());
});

test('verdicts', async () => {
  const program = await hall();
  const expected = { 3: 'compliant', 24: 'undetermined', 30: 'non-compliant' };
  for (const [people, verdict] of Object.entries(expected))
    assert.equal((await program.check(booking(Number(people)))).verdict, verdict);
});

test('a document with a mistake is not checked, and says why', async () => {
  const program = await hall();
  const check = await program.check({ name: 'typo.json', content: '{"kind": "Booking",\n "poeple": 3}' });
  assert.deepEqual([check.verdict, check.isCompliant], ['not checked', false]);
  assert.deepEqual([check.diagnostics[0].file, check.diagnostics[0].line], ['typo.json', 2]);
  assert.match(await check.report(), /poeple/);
  for (const ask of ['explain', 'fixes', 'questions', 'receipt']) await assert.rejects(check[ask](), RefusedError);
});

test('settings are of one check', async () => {
  const program = await hall();
  const lessOne = await program.check(booking(24), { readings: { full_house: 'less_one' } });
  assert.equal(lessOne.verdict, 'non-compliant');
  assert.equal((await program.check(booking(24))).verdict, 'undetermined');
  const french = await program.check(booking(30), { language: 'fr', asOf: '2024-12-31', projectFile: false });
  assert.match(await french.report(), /non conforme/);
  await assert.rejects(program.check(booking(3), { readings: { full_house: 'less_two' } }), RefusedError);
  await assert.rejects(program.check(booking(3), { asOf: '31.12.2024' }), MisuseError);
});

test('every form of a report', async () => {
  const program = await hall();
  const checks = [await program.check(booking(30)), await program.check(booking(3))];
  const forms = ['text', 'json', 'ndjson', 'sarif', 'junit', 'tap', 'github', 'gitlab', 'markdown', 'html'];
  for (const form of forms) assert(await report(checks, form), form);
  assert.equal(JSON.parse(await report(checks, 'json')).documents.length, 2);
  assert.equal((await checks[0].data()).verdict, 'non-compliant');
  assert.match(await checks[0].report('text', { everything: true, width: 60, root: '/srv' }), /noise/);
  await assert.rejects(report(checks, 'sarf'), /did you mean `sarif`\?/);
  await assert.rejects(report([], 'json'), MisuseError);
  await assert.rejects(report([{}], 'json'), TypeError);
});

test('reasons, fixes, questions and the receipt', async () => {
  const check = await (await hall()).check(booking(30, 'Chœur «Été»'));
  for (const form of ['text', 'json', 'markdown', 'html', 'dot']) assert(await check.explain({ clause: 'seats' }, form));
  assert.match(await check.fixes({}, 'json', 1), /"patch"/);
  assert.match(await check.questions(), /Is Chœur «Été» quiet\?/);
  assert.equal(JSON.parse(await check.receipt()).verdict, 'non-compliant');
  await assert.rejects(check.explain({ clause: 'no such clause' }), RefusedError);
});

test('many checks are under way at the same time', async () => {
  const program = await hall();
  const checks = await Promise.all(Array.from({ length: 200 }, (_, i) => program.check(booking(i % 40))));
  checks.forEach(({ verdict }, i) => {
    const people = i % 40;
    assert.equal(verdict, people <= 10 ? 'compliant' : people <= 24 ? 'undetermined' : 'non-compliant');
  });
  const told = await Promise.all(checks.map((check) => check.explain({}, 'json')));
  assert(told.every((text) => text.startsWith('{')));
});

test('eight workers', async () => {
  const source = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { load } = require(workerData.packageFolder);
    (async () => {
      const program = await load({ name: 'hall.precept', content: workerData.policy });
      const checks = Array.from({ length: 20 }, () => program.check(workerData.document));
      const verdicts = (await Promise.all(checks)).map(({ verdict }) => verdict);
      parentPort.postMessage(verdicts);
    })();`;
  const workerData = { packageFolder, policy, document: booking(30) };
  const all = Array.from({ length: 8 }, () => new Promise((resolve, reject) => {
    new Worker(source, { eval: true, workerData }).once('message', resolve).once('error', reject);
  }));
  const verdicts = (await Promise.all(all)).flat();
  assert.deepEqual([verdicts.length, new Set(verdicts)], [160, new Set(['non-compliant'])]);
});
