import { isMapping, type Json } from '@espalier/model';
import { readYaml, stringifyYaml } from '@espalier/tree';
import { createHash } from 'node:crypto';
import {
  afterWords,
  assignment,
  computed,
  countName,
  credentialName,
  description,
  element,
  inBraces,
  inBrackets,
  mayAssign,
  mayHaveWords,
  nameOrPath,
  names,
  option,
  optionAndValue,
  random,
  reference,
  referenceKey,
  schemaType,
  scheme,
  secretName,
  settingsName,
  userOption,
  userOptions,
  valueKey,
} from './secret-names.ts';
import { inAddress, inDriverAddress, keyInAddress, mayHaveShape, shapes } from './secret-shapes.ts';

/**
 * Replaces what looks like a secret by its digest, so that a change of it is seen and its value is not.
 *
 * @param name key that the value is at
 * @param above name of the credential whose parts these are: `password` for the value of `password: {value: …}`
 */
export function masked(value: Json, name = '', above?: string): Json {
  if (typeof value === 'string') {
    const own = isCredential(value, camelToKebab(name)) || above === undefined ? name : above;
    return maskedText(value, own);
  }
  if (typeof value === 'number') {
    const own = above !== undefined && valueKey.test(name) ? above : name;
    return isCredential(String(value), camelToKebab(own)) ? digest(String(value)) : value;
  }
  if (Array.isArray(value)) return maskedItems(value as readonly Json[], name, above);
  if (!isMapping(value)) return value;
  const isSecret = value['kind'] === 'Secret';
  // An ExternalSecret says the name of a key next to where its value is.
  const namesKey = isMapping(value['remoteRef']);
  const variable = variableOf(value);
  const inner = nameBelow(value, name, above);
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).map(([key, part]) => [
      key,
      isSecret && (key === 'data' || key === 'stringData')
        ? everyText(part)
        : namesKey && key === 'secretKey'
          ? part
          : masked(part, isValueOfVariable(key) ? (variable ?? key) : key, inner(key)),
    ]),
  );
}

function maskedItems(items: readonly Json[], name: string, above?: string): Json {
  const isCurl = items.some((item) => typeof item === 'string' && /(?:^|\/)curl$/.test(item));
  return items.map((item, index) => {
    const before = items[index - 1];
    if (isCurl && typeof item === 'string' && /^-(?:[uU]|-user=|-proxy-user=)./.test(item))
      return item.replaceAll(userOption, maskedPassword);
    if (typeof before !== 'string' || typeof item !== 'string') return masked(item, name, above);
    if (isCurl && userOptions.has(before)) return item.replace(/^([^:]+:)(.+)$/s, maskedPassword);
    return masked(item, option.exec(before)?.[1] ?? name, above);
  });
}

const isValueOfVariable = (key: string): boolean => /^(?:value|value_?wo|insecure_?value)$/i.test(key);

/** An environment variable says its name next to its value, as a header, a Helm parameter and a parameter of SSM do. */
function variableOf(value: Readonly<Record<string, unknown>>): string | undefined {
  if (value['type'] === 'SecureString') return 'password';
  const said = ['name', 'key', 'Name', 'Key'].map((key) => value[key]).filter((one) => typeof one === 'string');
  return said.find((one) => credentialName.test(camelToKebab(one))) ?? said[0];
}

/** Which parts of a mapping at the name of a credential are the credential. */
function nameBelow(
  value: Readonly<Record<string, unknown>>,
  name: string,
  above: string | undefined,
): (key: string) => string | undefined {
  const kebab = camelToKebab(name);
  const isOwn = credentialName.test(kebab);
  const own = isOwn || (secretName.test(kebab) && above === undefined) ? name : above;
  if (own === undefined) return () => undefined;
  const keys = Object.keys(value);
  const isReference =
    keys.some((key) => referenceKey.test(key)) ||
    (keys.includes('key') && keys.includes('name') && !keys.includes('value'));
  if (isReference) return () => undefined;
  const isSchema = typeof value['type'] === 'string' && schemaType.test(value['type']);
  const onlyValue = isSchema || settingsName.test(own) || !credentialName.test(camelToKebab(own));
  return (key) => {
    if (valueKey.test(key)) return own;
    if (onlyValue || description.test(camelToKebab(key))) return undefined;
    // Names of keys are as often there as keys are.
    return /^(?:key|name|id)$/i.test(key) ? 'secret' : own;
  };
}

/** Repository and tag of an image, whose repository may be called `authorization`. */
const imageReference = /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*:[\w.-]{1,128}(?:@sha256:[\da-f]+)?$/;

function maskedText(text: string, name: string): string {
  if (name === 'image' && imageReference.test(text)) return text;
  if (isCredential(text, camelToKebab(name))) return digest(text);
  // Most texts are short words, which cost one search.
  if (!maySay.test(text)) return text;
  let shown = maskedObjects(text) ?? text;
  if (shown.includes('://')) shown = shown.replaceAll(inAddress, maskedAddress).replaceAll(keyInAddress, digest);
  if (shown.includes('@')) shown = shown.replaceAll(inDriverAddress, maskedAddress);
  if (mayHaveShape.test(shown)) for (const { pattern } of shapes) shown = shown.replaceAll(pattern, digest);
  if (/\bcurl\b/.test(shown)) shown = shown.replaceAll(userOption, maskedPassword);
  if (mayHaveWords.test(shown))
    for (const { pattern } of afterWords) shown = shown.replaceAll(pattern, unlessReference);
  if (!mayAssign.test(shown)) return shown;
  if (shown.includes('\n')) shown = maskedLines(shown);
  if (shown.includes('<')) shown = shown.replaceAll(element, maskedElement);
  return shown
    .replaceAll(inBraces, maskedAssignment)
    .replaceAll(inBrackets, maskedList)
    .replaceAll(assignment, maskedAssignment)
    .replaceAll(optionAndValue, maskedAssignment);
}

/** Whether a text has a sign that any of the searches needs. */
const maySay = new RegExp(String.raw`[\s:=@{<]|${mayHaveShape.source}`, 'i');

function maskedAddress(all: string, before: string, password: string, end: string): string {
  // A port that a template or a variable says.
  if (/^(?:\$\w+|\$\{[^}]*\}|\{\{[^}]*\}\}|<\w+>)[/?#]/.test(password)) return all;
  return `${before}${reference.test(password) ? password : digest(password)}${end}`;
}

function maskedPassword(all: string, before: string, password: string): string {
  // User and group are numbers where `-u` is no user of `curl`.
  return /^\d+$/.test(password) && /\d:$/.test(before) ? all : `${before}${unlessReference(password)}`;
}

function unlessReference(text: string): string {
  return reference.test(text) || computed.test(text.replace(/^["']/, '')) ? text : digest(text);
}

function maskedElement(all: string, space: string, name: string, between: string, value: string): string {
  return isCredential(value.trim(), camelToKebab(name)) && !computed.test(value.trim())
    ? `<${space}${name}${between}${digest(value)}`
    : all;
}

function maskedList(all: string, quote: string, name: string, between: string, list: string): string {
  if (/^secret /.test(list)) return all;
  const items = list.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,"']+/g, (item) => {
    const bare = item.replace(/^["']|["']$/g, '');
    return isCredential(bare, camelToKebab(name)) && !computed.test(bare)
      ? item.replace(bare, () => digest(bare))
      : item;
  });
  return `${quote}${name}${quote}${between}${items}`;
}

/** A line of YAML that has a name and no value. */
const nameAlone = new RegExp(String.raw`^([ \t]*(?:- +)?)(["']?)(${names})\2:[ \t]*(?:#.*)?$`, 'i');

/** A line of YAML below it: an item, a name with a value, or text. */
const lineBelow = /^([ \t]*(?:- +)?)(?:(["']?)([\w./-]+)\2:(?:[ \t]+|$))?(.*)$/;

/** Values of YAML on the lines below their name, and in mappings and lists below it. */
function maskedLines(text: string): string {
  const lines = text.split('\n');
  /** Names above, how far in they are, and what says which lines below them are their own. */
  const above: {
    readonly name: string;
    readonly indent: number;
    readonly below: (key: string) => string | undefined;
  }[] = [];
  return lines
    .map((line, index) => {
      if (line.trim() === '') return line;
      const indent = line.length - line.trimStart().length;
      const isItem = /^\s*- /.test(line);
      const isBelow = (one: number): boolean => indent > one || (indent === one && isItem);
      while (above.length > 0 && !isBelow(above.at(-1)?.indent ?? 0)) above.pop();
      const alone = nameAlone.exec(line);
      if (alone !== null) {
        const name = alone[3] ?? '';
        const start = alone[1]?.length ?? 0;
        above.push({ name, indent: start, below: nameBelow(mappingBelow(lines, index, start), name, undefined) });
        return line;
      }
      const own = above.at(-1);
      if (own === undefined) return line;
      const [, start = '', quote = '', key, rest = ''] = lineBelow.exec(line) ?? [];
      const name = key === undefined ? own.name : own.below(key);
      const bare = rest.trim().replace(/^(["'])(.*)\1$/, '$2');
      if (name === undefined || computed.test(bare) || /^[|>&*!#]/.test(bare)) return line;
      if (!isCredential(bare, camelToKebab(name))) return line;
      return `${start}${key === undefined ? '' : `${quote}${key}${quote}: `}${digest(bare)}`;
    })
    .join('\n');
}

/** Keys and values on the first lines below a name; a mapping has no more that matter. */
function mappingBelow(lines: readonly string[], index: number, indent: number): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const line of lines.slice(index + 1, index + 9)) {
    const [, start = '', , key, rest = ''] = lineBelow.exec(line) ?? [];
    if (line.trim() !== '' && start.length <= indent) break;
    if (key !== undefined) found[key] = rest.trim();
  }
  return found;
}

function maskedAssignment(all: string, quote: string, name: string, between: string, value: string): string {
  const start = `${quote}${name}${quote}${between}`;
  const block = /^[|>][+-]?[ \t]*\n/.exec(value)?.[0];
  if (block !== undefined) return `${start}${block}${/\n([ \t]+)/.exec(value)?.[1] ?? ''}${digest(value)}`;
  const mark = /^["']/.exec(value)?.[0] ?? '';
  const bare = mark === '' ? value : value.slice(1, -1);
  const how = mark === '' ? (schemeBefore.exec(bare)?.[0] ?? '') : '';
  const credential = bare.slice(how.length);
  if (mark === '' && computed.test(credential)) return all;
  // A sentence about tokens.
  if (mark === '' && countName.test(name) && /^[A-Za-z]{1,11}$/.test(credential)) return all;
  return isCredential(credential, camelToKebab(name)) ? `${start}${mark}${how}${digest(credential)}${mark}` : all;
}

const schemeBefore = new RegExp(`^${scheme}`, 'i');

function isCredential(text: string, name: string): boolean {
  if (reference.test(text) || reference.test(text.replace(schemeBefore, ''))) return false;
  if (countName.test(name) && /^(?:\d+|required|optional)$/.test(text)) return false;
  if (credentialName.test(name)) return true;
  return secretName.test(name) && (!nameOrPath.test(text) || random.test(text));
}

/** Objects in a text, such as the last applied configuration or a manifest in a ConfigMap; `undefined` where none has a secret. */
function maskedObjects(text: string): string | undefined {
  try {
    if (/^\s*[{[]/.test(text)) {
      const data = JSON.parse(text) as Json;
      const result = masked(data);
      return JSON.stringify(result) === JSON.stringify(data)
        ? undefined
        : JSON.stringify(result, undefined, /\n/.test(text) ? 2 : 0);
    }
    if (!/^[ \t]*kind:[ \t]*["']?Secret\b/m.test(text)) return undefined;
    return readYaml(text)
      .map((data) => stringifyYaml(masked(data as Json)))
      .join('---\n');
  } catch {
    // A template that is no YAML yet.
    return undefined;
  }
}

function everyText(value: Json): Json {
  if (typeof value === 'string') return digest(value);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).map(([key, inner]) => [key, everyText(inner)]),
  );
}

/** Keys of Helm values and Pulumi inputs are in camel case. */
function camelToKebab(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1-$2');
}

function digest(text: string): string {
  return `[secret sha256:${createHash('sha256').update(text).digest('hex').slice(0, 8)}]`;
}
