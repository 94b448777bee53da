import { readFileSync } from 'node:fs';
import type { Problem } from '../problem/index.ts';
import { readDocument, type ReadDocument } from '../yaml/read-document.ts';

/** Data files are written by people and small machines; a megabyte is far beyond both. */
const maxBytes = 1_048_576;

/** The data of a YAML file of one document, or what is wrong with it. */
export function readYaml(absolute: string, file: string): ReadDocument {
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
  return readDocument(text, file);
}

function failed(problem: Problem): ReadDocument {
  return { value: undefined, problems: [problem] };
}
