// Holds documents against policies, and says why (docs/embedding.md). index.d.ts has the types.
//
//   const program = await load('policies/wtsa-res54');
//   const check = await program.check('meeting.json');
//   console.log(check.verdict, await check.explain({ clause: 'resolves 6' }));
'use strict';

const native = require('./precept.node');

/** What went wrong, as text with excerpts. `diagnostics` has each mistake; `code`, `file`, `line` and `column` are the
 * first's. */
class PreceptError extends Error {
  constructor(text, diagnostics = []) {
    super(text);
    this.name = new.target.name;
    this.diagnostics = diagnostics;
    const first = diagnostics.find((one) => one.severity === 'error') ?? diagnostics[0] ?? {};
    this.code = first.code ?? '';
    this.file = first.file;
    this.line = first.line;
    this.column = first.column;
  }
}
/** Policies, a document, settings or a question are in error: nothing was done. */
class RefusedError extends PreceptError {}
/** The call is wrong, such as by a form of reports that there is not. */
class MisuseError extends PreceptError {}

const kinds = { 1: RefusedError, 2: MisuseError };

/** Awaits a call of the addon; what it rejects with becomes an error. */
async function call(name, ...given) {
  try {
    return await native[name](...given);
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    const Kind = kinds[failure.status] ?? PreceptError;
    throw new Kind(failure.text.trimEnd(), JSON.parse(failure.diagnostics));
  }
}

function inputOf(given) {
  if (typeof given === 'string') return { name: given };
  if (given instanceof URL) return { name: require('node:url').fileURLToPath(given) };
  if (typeof given?.name !== 'string' || given.content === undefined)
    throw new TypeError('a path is needed, or an object with `name` and `content`');
  const { name, content } = given;
  const isText = typeof content === 'string' || content instanceof Uint8Array;
  return { name, content: isText ? content : JSON.stringify(content) };
}

/** Which checks there are, so that the addon is never given another object. */
const handles = new WeakMap();
function handleOf(object) {
  const handle = handles.get(object);
  if (handle === undefined) throw new TypeError('this is not a Program or a Check of Precept');
  return handle;
}

/** A document that was held against a program. It outlives the program. */
class Check {
  constructor({ handle, verdict, diagnostics }) {
    handles.set(this, handle);
    this.verdict = verdict;
    this.isCompliant = verdict === 'compliant';
    this.diagnostics = JSON.parse(diagnostics);
    Object.freeze(this);
  }
  report(form = 'text', options = {}) {
    return report([this], form, options);
  }
  async data() {
    return JSON.parse(await this.report('json')).documents[0];
  }
  async explain(question = {}, form = 'text') {
    return call('explain', handleOf(this), question, form);
  }
  async fixes(question = {}, form = 'text', most = 0) {
    return call('fixes', handleOf(this), question, form, most);
  }
  async questions(form = 'text') {
    return call('questions', handleOf(this), form);
  }
  async receipt() {
    return call('receipt', handleOf(this));
  }
}

/** Policies that documents are held against. It never changes; made by `load`. */
class Program {
  constructor(handle) {
    handles.set(this, handle);
    this.policies = native.policies(handle);
    this.warnings = JSON.parse(native.warnings(handle));
    Object.freeze(this);
  }
  async check(document, { readings = {}, language, asOf, today, projectFile = true } = {}) {
    const settings = {
      readings: Object.entries(readings).map(([name, choice]) => `${name}=${choice}`),
      language,
      asOf,
      today,
      withoutProjectFile: !projectFile,
    };
    return new Check(await call('check', handleOf(this), inputOf(document), settings));
  }
}

async function load(...policies) {
  return new Program(await call('load', policies.map(inputOf)));
}

async function report(checks, form = 'text', { root, width = 0, rights = false, everything = false } = {}) {
  return call('report', [...checks].map(handleOf), form, { root, width, rights, everything });
}

const version = native.version;

module.exports = { Check, MisuseError, PreceptError, Program, RefusedError, load, report, version };
