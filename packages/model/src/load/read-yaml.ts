import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../problem/problem.ts';

/** Data files are written by people and small machines; a megabyte is far beyond both. */
const maxBytes = 1_048_576;

/** The data of a YAML file of one document, or what is wrong with it. Aliases are refused, and with them YAML bombs. */
export function readYaml(
  absolute: string,
  file: string,
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const text = readFileSync(absolute, 'utf8');
  if (text.length > maxBytes) {
    return failed({
      code: 'ESP1006',
      file,
      path: '',
      found: `The file has ${text.length} bytes.`,
      expected: `A data file has at most ${maxBytes} bytes.`,
      remedy: 'Split the file, or take out what does not belong there.',
    });
  }
  if (/^<{7} /m.test(text)) {
    return failed({
      code: 'ESP1005',
      file,
      path: '',
      found: 'The file holds a merge conflict.',
      expected: 'A YAML file with one document.',
      remedy: 'Resolve the conflict and take its markers out.',
    });
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return failed({
      code: 'ESP1005',
      file: `${file}:${line}:${col}`,
      path: '',
      found: `This is not YAML: ${error.message}.`,
      expected: 'A YAML file with one document.',
      remedy: 'Correct the syntax at this place.',
    });
  }
  try {
    return { value: document.toJS({ maxAliasCount: 0 }) as unknown, problems: [] };
  } catch {
    return failed({
      code: 'ESP1006',
      file,
      path: '',
      found: 'The file uses YAML aliases (*name).',
      expected: 'Data files spell everything out; aliases can grow without bound.',
      remedy: 'Write the aliased value where it is used.',
    });
  }
}

function failed(problem: Problem): { readonly value: undefined; readonly problems: readonly Problem[] } {
  return { value: undefined, problems: [problem] };
}
