/**
 * One problem, written for the person who can fix it.
 *
 * Codes are stable. The first digit of the code gives the area: 1 reading files, 2 the model, 3 the Kubernetes
 * projection, 4 the tree, 5 the workspace.
 */
export interface Problem {
  /** Stable identifier, `ESP` and four digits. */
  readonly code: `ESP${number}`;
  /** Workspace-relative file the problem is in, with `/` on every system. */
  readonly file: string;
  /** Path inside the file, such as `talksTo[0]`; empty for the whole file. */
  readonly path: string;
  /** What was found, as a full sentence. */
  readonly found: string;
  /** What was expected instead, as a full sentence. */
  readonly expected: string;
  /** One sentence: what to do about it. */
  readonly remedy: string;
}

/** Thrown when problems prevent further work; contains all of them. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n\n'));
    this.name = 'ProblemsError';
    this.problems = problems;
  }
}

/** A problem as a terminal shows it: one line of place, then what was found, expected and advised. */
export function formatProblem(problem: Problem): string {
  const place = [problem.code, problem.file, problem.path].filter((part) => part !== '').join('  ');
  const sentences = [problem.found, problem.expected, problem.remedy].filter((part) => part !== '');
  return [place, ...sentences.map((sentence) => `  ${sentence.replaceAll('\n', '\n  ')}`)].join('\n');
}
