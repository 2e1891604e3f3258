// How the types of the Node package are used; it is compiled and never run.
import { Check, Diagnostic, Program, RefusedError, Verdict, load, report } from '../../bindings/node/index';

export async function uses(): Promise<string> {
  const program: Program = await load('policies', { name: 'x.precept', content: new Uint8Array() });
  const check: Check = await program.check({ name: 'x.json', content: { kind: 'X' } }, { readings: { a: 'b' }, language: 'fr' });
  const verdict: Verdict = check.verdict;
  const first: Diagnostic | undefined = check.diagnostics[0];
  const told: string = await report([check], 'sarif', { root: '/srv' });
  const why: string = await check.explain({ clause: 'one', full: true }, 'dot');
  // @ts-expect-error: there is no such form
  await check.report('sarf');
  // @ts-expect-error: a program is made by `load`
  new Program();
  // @ts-expect-error: what came out is not changed
  check.verdict = 'compliant';
  try {
    return verdict + (first?.line ?? 0) + told + why;
  } catch (error) {
    return error instanceof RefusedError ? `${error.code} ${error.file}:${error.line}` : 'another';
  }
}
