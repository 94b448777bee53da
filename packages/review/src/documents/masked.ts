import { isMapping, type Json } from '@espalier/model';
import { readYaml, stringifyYaml } from '@espalier/tree';
import { createHash } from 'node:crypto';

/** A search with the sign without which it finds nothing, so that most texts cost one search for all signs. */
interface Search {
  readonly sign: string;
  readonly pattern: RegExp;
}

/** A credential that begins with its sign. */
function beginning(sign: string, rest: string, flags = 'g'): Search {
  return { sign, pattern: new RegExp(`(?:${sign})${rest}`, flags) };
}

/** The same where a word begins. */
function word(sign: string, rest: string): Search {
  return { sign, pattern: new RegExp(String.raw`\b(?:${sign})${rest}`, 'g') };
}

/** A credential that comes after its sign. */
function after(sign: string, rest: string, flags = 'g'): Search {
  return { sign, pattern: new RegExp(`(?<=${sign})${rest}`, flags) };
}

/** Shapes of credentials that no name has to give away. Sources: the token formats that each service documents. */
const shapes: readonly Search[] = [
  word('AKIA|ASIA', String.raw`[0-9A-Z]{16}\b`),
  word('gh[pousr]_', String.raw`[0-9A-Za-z]{36,}\b`),
  word('github_pat_', String.raw`[0-9A-Za-z_]{40,}\b`),
  word('gl(?:pat|rt|dt|ptt|ft|agent|soat)-', String.raw`[\w-]{20,}`),
  word('x(?:ox[abposre]|app)-', String.raw`[\w-]{10,}`),
  word('[sr]k_(?:live|test)_', String.raw`[0-9A-Za-z]{16,}\b`),
  word('whsec_', String.raw`[\w+/=]{16,}`),
  word('sk-', String.raw`[\w-]{20,}`),
  word('AIza', String.raw`[\w-]{35}`),
  word(String.raw`ya29\.`, String.raw`[\w-]{20,}`),
  word('(?:npm|hf|pul|dckr_pat|dop_v1|shpat|lin_api|glc|glsa)[_-]', '[0-9A-Za-z_=-]{27,}'),
  word(String.raw`SG\.`, String.raw`[\w-]{16,}\.[\w-]{16,}`),
  word(String.raw`hv[sbr]\.`, String.raw`[\w-]{20,}`),
  word('ATATT3', String.raw`[\w=-]{20,}`),
  word('AGE-SECRET-KEY-1', '[0-9A-Z]{20,}'),
  word('eyJ', String.raw`[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+`),
  after(String.raw`hooks\.slack\.com\/(?:services|workflows|triggers)\/`, String.raw`[\w/-]+`),
  after(String.raw`discord(?:app)?\.com\/api\/webhooks\/`, String.raw`[\w/-]+`),
  after(String.raw`webhook\.office\.com\/`, String.raw`[^\s"']+`),
  beginning(
    '-----BEGIN [A-Z ]{0,40}PRIVATE KEY',
    String.raw`(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)`,
  ),
  // The same in base 64.
  beginning(
    'LS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0EgUFJJ|BFQyBQUk|BEU0EgUFJJ|BPUEVOU1NI|BFTkNSWVBURUQ|BQR1AgUFJJ)',
    String.raw`[\w+/=]*`,
  ),
  after(String.raw`\b(?:Bearer|Basic|ApiKey|Token) {1,8}`, String.raw`(?=[^\s"']*\d)[\w.~+/=-]{8,}`, 'gi'),
  // User and password in base 64, which no English word looks like.
  after(String.raw`\bBasic {1,8}`, String.raw`(?=[\w+/-]*(?:[a-z][A-Z]|=))[\w+/=-]{6,}`),
];

/** Whether a text has the beginning of one of {@link shapes}. */
const mayHaveShape = new RegExp(shapes.map(({ sign }) => sign).join('|'), 'i');

/**
 * Password inside an address: `postgres://user:password@host`. It ends at the last `@` before the host, as people do not
 * escape what is in it; what begins as a port is none.
 */
const inAddress =
  /((?<![a-z\d+.-])[a-z][a-z\d+.-]*:\/\/[^\s:/@]*:(?!\/\/))(?!\d{1,5}[/?#])((?:(?!:\/\/)[^\s"'<>@])+(?:@(?:(?!:\/\/)[^\s"'<>@?#])*(?<!\/)(?=@))*|[^\s/@]+)(@)/gi;

/** Password in an address of Go's MySQL driver: `user:password@tcp(host:3306)`. */
const inDriverAddress = /((?<![\w.%+-])[\w.%+-]{1,64}:)(\S{1,256}?)(@(?:tcp|udp|unix|cloudsql)[a-z\d-]{0,8}\()/gi;

/** Key inside an address, where a user would be: `https://<key>@sentry.example`. */
const keyInAddress = /(?<=\bhttps?:\/\/)[\da-f]{24,}(?=@)/gi;

/** Words that end the name of a credential, with or without a separator before them: `PGPASSWORD`, `adminpassword`. */
const joinedWords =
  'password|passwd|pwd|passphrase|(?:api|access|account|private|secret[._-]?access|signing|encryption|auth|license|master)[._-]?key|secret[._-]?key[._-]?base|secret[._-]?(?:string|binary|value|text)|token|authorization|dockerconfigjson|dockercfg|connection[._-]?string';

/** Words that do so only where a word begins: `compass` and `forbearer` are no credentials. */
const separateWords =
  '(?:db|pg|sql|redis|smtp|ldap|mail|admin|root|user|app|ftp|http|proxy|store|bind|require)?pass|bearer|signature';

/** Words of names of credentials or, as often, of Secrets. */
const secretWords = 'secret(?:[._-]?key)?|credential';

/** What follows the word in a name without making it the name of something else. */
const suffix =
  '(?:e?s)?(?:[._-]?(?:hash|pem|plain|plaintext|b64|base64|old|new|previous|current|wo))?(?:[._-]?\\d{1,3})?';

/** Names of values that are credentials themselves, and not the name, path or size of one. */
const credentialName = new RegExp(`(?:${joinedWords}|(?:^|[^a-z\\d])(?:${separateWords}))${suffix}$`, 'i');

/** Names of values that are credentials or, as often, names of Secrets. */
const secretName = new RegExp(`(?:(?:${secretWords})s?|(?:^|[^a-z\\d])auth)$`, 'i');

/** Names of counts and modes: tokens of a model, of a limit, of the metadata service. */
const countName = /tokens$/i;

/** The names that a text is searched for, made of the same words; {@link isCredential} says which are credentials. */
const names = `[\\w.-]*(?:${joinedWords}|${separateWords}|${secretWords})${suffix}`;

/** Whether a text has a word that {@link assignment} looks for. */
const mayAssign = new RegExp(`${joinedWords}|${separateWords}|${secretWords}`, 'i');

/** What says how to read the credential of an `Authorization` header after it. */
const scheme = String.raw`(?:Basic|Bearer|Digest|Negotiate|Token|ApiKey)[ \t]+`;

const values = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|${scheme}[^\s,;&"'})]+|[^\s,;&"'})]+`;

/**
 * A name and its value in a text: a line of YAML, of properties or of a script, a parameter of an address. The name begins
 * where no other name is, so that a long word is read once.
 */
const assignment = new RegExp(
  String.raw`(?<![\w.-])(["']?)(${names})\1(\s*(?:=(?![=~>])|:(?=[\s\"']))[ \t]*)([|>][+-]?[ \t]*(?:\n(?:[ \t]*\n)*[ \t]+\S.*)+|${values})`,
  'gi',
);

/** The same where an option of a command is before its value. */
const optionAndValue = new RegExp(String.raw`(?<![\w.-])()(--${names})([ \t]+)(${values})`, 'gi');

/** A mapping on one line after the name: `password: {value: hunter2}`. */
const inBraces = new RegExp(
  String.raw`(?<![\w.-])(["']?)(${names})\1(\s*[:=]\s*\{\s*["']?(?:value|plain|plaintext|raw|content|literal|default)["']?\s*[:=]\s*)(${values})`,
  'gi',
);

/** A list on one line after the name: `tokens: [a, b]`. */
const inBrackets = new RegExp(String.raw`(?<![\w.-])(["']?)(${names})\1(\s*[:=]\s*\[)([^[\]\n]+)(?=\])`, 'gi');

/** An element of XML: `<password>hunter2</password>`. */
const element = new RegExp(
  String.raw`<((?:[\w.-]+:)?)(${names})((?:\s[^<>]*)?>(?:<!\[CDATA\[)?)([^<\]]+)(?=\]\]>|<\/)`,
  'gi',
);

/** Passwords after words of their own: Redis and `.netrc`. */
const afterWords: readonly Search[] = [
  after(
    String.raw`(?<![\w.-])(?:requirepass|masterauth|sentinel[ \t]{1,8}auth-pass[ \t]{1,8}\S{1,64})[ \t]{1,8}`,
    String.raw`(?:"[^"\n]+"|'[^'\n]+'|[^\s"'=:]\S*)`,
    'gi',
  ),
  after(
    String.raw`\b(?:machine\s{1,8}\S{1,256}\s{1,8}(?:(?:login|account)\s{1,8}\S{1,256}\s{1,8})?|default\s{1,8}login\s{1,8}\S{1,256}\s{1,8})password\s{1,8}`,
    String.raw`[^\s:=]\S*`,
    'gi',
  ),
];

/** Whether a text has one of {@link afterWords}. */
const mayHaveWords = new RegExp(afterWords.map(({ sign }) => sign).join('|'), 'i');

/** User and password of `curl`. */
const userOption = /((?<![\w-])(?:-u|-U|--user|--proxy-user)(?:[ \t]+|=)?["']?[^\s:"']{1,256}:)([^\s"']+)/g;

/** The same where the options are a list. */
const userOptions: ReadonlySet<Json | undefined> = new Set(['-u', '-U', '--user', '--proxy-user']);

/** Values that are no credential: references, placeholders, ARNs. */
const reference =
  /^(?:|true|false|null|~|…|\.{3}|\*+|\$\{.*\}|\$\(.*\)|\$[A-Za-z_]\w*|\{\{.*\}\}|<[\w -]+>|arn:.*|\[secret\]|\[secret .*\])$/;

/** Where a value begins that is computed: a template, a call. */
const computed = /^(?:\{|\[|\$|<|%|arn:|[\w.]+\()/;

/** A name of Kubernetes, of a key or a variable, or a path of Secrets Manager. */
const nameOrPath = /^[a-z\d](?:[a-z\d._/-]*[a-z\d])?$|^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$|^[a-z]+(?:[A-Z][a-z]+)+$/;

/** What no person would choose as a name. */
const random = /^(?=.*\d)[a-z\d]{16,}$|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** An option of a command whose value is the next argument. */
const option = /^--?([\w.-]+)$/;

/** Keys under the name of a credential that say what it is, and not its value. */
const description =
  /(?:^|[._-])(?:ref|from|kind|type|types|namespace|description|path|file|enabled?|create|length|ttl|expir[a-z]*|expiration|audiences?|issuer|algorithm|encoding|url|uri|endpoint|host|header|prefix|version|store|duration|seconds|mode|size|policy|arn|user|username|annotations|labels|format|generate|rotate|rotation|usages?|region|scopes?)$/i;

/** Keys of what is the value under a name. */
const valueKey = /^(?:value|plain|plaintext|raw|content|literal|default|current|previous|primary|secondary|string)$/i;

/** Keys of a mapping that says where the value is. */
const referenceKey = /(?:Ref|From|_ref|_from)$|^(?:secretName|existingSecret|secret_name|existing_secret|\$ref|ref)$/;

/** Names of credentials that are, as often, a policy or its settings. */
const settingsName = /(?:authorization|bearer|signature)$/i;

/** Types of a JSON schema, of a variable of Terraform. */
const schemaType = /^(?:string|object|array|integer|number|boolean)$/;

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
