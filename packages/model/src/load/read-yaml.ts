import { readFileSync } from 'node:fs';
import type { Problem } from '../problem/index.ts';
import { readDocument, type ReadDocument } from '../yaml/read-document.ts';

/** Data files are small: people and simple scripts write them. */
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
      remedy: 'Split the file, or remove what does not belong there.',
    });
  }
  if (/^<{7} /m.test(text)) {
    return failed({
      code: 'ESP1005',
      file,
      path: '',
      found: 'The file contains a merge conflict.',
      expected: 'A YAML file with one document.',
      remedy: 'Resolve the conflict and remove its markers.',
    });
  }
  return readDocument(text, file);
}

function failed(problem: Problem): ReadDocument {
  return { value: undefined, problems: [problem] };
}
