// The types of the package; index.js says what each is for.

export type Verdict = 'compliant' | 'non-compliant' | 'undetermined' | 'not checked';
export type ReportForm =
  | 'text' | 'json' | 'ndjson' | 'sarif' | 'junit' | 'tap' | 'github' | 'gitlab' | 'markdown' | 'html';
export type ReasonForm = 'text' | 'json' | 'markdown' | 'html' | 'dot';
export type FixForm = 'text' | 'json' | 'markdown';
export type QuestionForm = 'text' | 'json';

/** A policy or a document in memory: messages say `name`, and other files are looked for beside it. Content that is
 * neither text nor bytes is written as JSON. */
export interface Source {
  name: string;
  content: string | Uint8Array | object;
}
export type Input = string | URL | Source;

/** One mistake or warning. The codes are those of docs/diagnostics.md. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly help?: string;
  readonly notes?: readonly string[];
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly sheet?: string;
  readonly cell?: string;
}

/** What went wrong, as text with excerpts; code and place are those of the first error. */
export class PreceptError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly code: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}
/** Policies, a document, settings or a question are in error: nothing was done. */
export class RefusedError extends PreceptError {}
/** The call is wrong, such as by a form of reports that there is not. */
export class MisuseError extends PreceptError {}

export interface Settings {
  /** Choices by the names of readings; they go before the project file's. */
  readings?: Record<string, string>;
  language?: 'en' | 'fr' | 'es' | 'ar' | 'zh' | 'ru';
  /** YYYY-MM-DD: the day to choose policies by, not the document's own. */
  asOf?: string;
  /** YYYY-MM-DD: attestations of later days are warned of. */
  today?: string;
  /** False: no project file is looked for. */
  projectFile?: boolean;
}

/** What is asked about a check; nothing: its verdict. */
export interface Question {
  /** JSON pointer of an element: `/attendance/3` */
  subject?: string;
  /** The name of an element, in place of its pointer. */
  name?: string;
  clause?: string;
  act?: string;
  /** What did not decide, too, and the policy's words. */
  full?: boolean;
}

export interface ReportOptions {
  /** The folder from which paths are told. */
  root?: string;
  width?: number;
  rights?: boolean;
  everything?: boolean;
}

/** A document that was held against a program. It outlives the program. */
export class Check {
  private constructor();
  readonly verdict: Verdict;
  readonly isCompliant: boolean;
  /** Why the document was not checked; otherwise what it is warned of. */
  readonly diagnostics: readonly Diagnostic[];
  report(form?: ReportForm, options?: ReportOptions): Promise<string>;
  /** What the JSON report says of this document. */
  data(): Promise<Record<string, unknown>>;
  /** Rejects with RefusedError where what is asked about is not there. */
  explain(question?: Question, form?: ReasonForm): Promise<string>;
  fixes(question?: Omit<Question, 'full'>, form?: FixForm, most?: number): Promise<string>;
  questions(form?: QuestionForm): Promise<string>;
  /** Rejects with RefusedError where there is no verdict. */
  receipt(): Promise<string>;
}

/** Policies that documents are held against; it never changes. */
export class Program {
  private constructor();
  readonly policies: readonly { readonly name: string; readonly digest: string }[];
  readonly warnings: readonly Diagnostic[];
  /** A document that has mistakes has the verdict `not checked`; a reading that no policy has rejects. */
  check(document: Input, settings?: Settings): Promise<Check>;
}

/** Loads policies: paths of files, programs or folders, or sources. Rejects with RefusedError where one has a mistake. */
export function load(...policies: Input[]): Promise<Program>;
/** One report on several checks of one program. */
export function report(checks: Iterable<Check>, form?: ReportForm, options?: ReportOptions): Promise<string>;
export const version: string;
