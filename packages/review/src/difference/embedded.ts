import { isMapping, type Json } from '@espalier/model';
import { readYaml } from '@espalier/tree';
import { parse as parseProperties } from 'dot-properties';

/** Formats of documents that a text of a manifest can be. */
type Format = 'JSON' | 'YAML' | 'properties';

/** A text that is itself a document: a file of a ConfigMap, a policy of IAM, an annotation in JSON. */
export interface Embedded {
  readonly format: Format;
  readonly data: Json;
}

/** Reads a text as the document that it is; `undefined` where it is plain text. @param path of the text */
export function embedded(path: string, text: string): Embedded | undefined {
  // Numbers that JavaScript rounds would hide a change.
  if (/\d{16}/.test(text)) return undefined;
  if (/^\s*[[{]/.test(text)) {
    const data = parsedJson(text);
    if (typeof data === 'object' && data !== null) return { format: 'JSON', data };
  }
  const ending = /^(?:data|stringData)(?:\.|\[').*\.(\w+)(?:'\])?$/.exec(path)?.[1];
  if (ending === 'properties') {
    return { format: 'properties', data: { ...(parseProperties(text) as Readonly<Record<string, string>>) } };
  }
  const isYaml =
    ending === 'yaml' ||
    ending === 'yml' ||
    (ending === undefined && /^[\w-]+:(?: \S|\s*\n)/.test(text) && text.includes('\n'));
  if (!isYaml) return undefined;
  const data = parsedYaml(text);
  return data === undefined ? undefined : { format: 'YAML', data };
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Several documents, and texts that only happen to parse, stay text. */
function parsedYaml(text: string): Json | undefined {
  try {
    const [document, ...more] = readYaml(text);
    const isData = Array.isArray(document) || isMapping(document);
    return isData && more.length === 0 ? (document as Json) : undefined;
  } catch {
    return undefined;
  }
}
