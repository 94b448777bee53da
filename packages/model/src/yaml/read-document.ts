import { LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../problem/index.ts';
import { differencesIn } from './differences.ts';

/** The data of a YAML document, or what is wrong with it. */
export interface ReadDocument {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Reads one hand-written YAML document that has the same meaning for every reader: editors read YAML 1.2, Helm and
 * Kubernetes read 1.1. JSON is YAML, too.
 *
 * Refuses text that is not YAML (ESP1005), aliases, and so YAML bombs (ESP1006), and values that readers read
 * differently (ESP1010).
 *
 * @param file the text is from, for messages
 */
export function readDocument(text: string, file: string): ReadDocument {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error !== undefined) return failed(notYaml(at(error.pos[0]), error.message));
  const problems = differencesIn(document, text).map(({ offset, ...problem }) => ({ ...problem, file: at(offset) }));
  if (problems.length > 0) return failed(...problems);
  try {
    return { value: document.toJS({ maxAliasCount: 0 }) as unknown, problems: [] };
  } catch {
    return failed(aliased(file));
  }
}

function failed(...problems: readonly Problem[]): ReadDocument {
  return { value: undefined, problems };
}

function notYaml(file: string, message: string): Problem {
  return {
    code: 'ESP1005',
    file,
    path: '',
    found: `This is not YAML: ${message.replace(/\.$/, '')}.`,
    expected: 'A YAML file with one document.',
    remedy: 'Correct the syntax at this place.',
  };
}

function aliased(file: string): Problem {
  return {
    code: 'ESP1006',
    file,
    path: '',
    found: 'The file uses YAML aliases (*name).',
    expected: 'Data files write every value in full; aliases can expand without limit.',
    remedy: 'Write the aliased value where it is used.',
  };
}
