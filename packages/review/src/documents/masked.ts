import { isMapping, type Json } from '@espalier/model';
import { readYaml, stringifyYaml } from '@espalier/tree';
import { createHash } from 'node:crypto';

/** Shapes of credentials that no name has to give away. Sources: the token formats that each service documents. */
const shapes: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[0-9A-Za-z]{36,}\b/g,
  /\bgithub_pat_[0-9A-Za-z_]{40,}\b/g,
  /\bgl(?:pat|rt|dt|ptt|ft|agent|soat)-[\w-]{20,}/g,
  /\bx(?:ox[abposre]|app)-[\w-]{10,}/g,
  /\b(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,}\b/g,
  /\bwhsec_[\w+/=]{16,}/g,
  /\bsk-[\w-]{20,}/g,
  /\bAIza[\w-]{35}/g,
  /\bya29\.[\w-]{20,}/g,
  /\b(?:npm|hf|pul|dckr_pat|dop_v1|shpat|lin_api|glc|glsa)[_-][0-9A-Za-z_=-]{27,}/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
  /\bhv[sbr]\.[\w-]{20,}/g,
  /\bATATT3[\w=-]{20,}/g,
  /\bAGE-SECRET-KEY-1[0-9A-Z]{20,}/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/g,
  /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]+/g,
  /(?<=discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g,
  /(?<=webhook\.office\.com\/)[^\s"']+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  // The same in base 64.
  /LS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0EgUFJJ|BFQyBQUk|BEU0EgUFJJ|BPUEVOU1NI|BFTkNSWVBURUQ|BQR1AgUFJJ)[\w+/=]*/g,
  /(?<=\b(?:Bearer|Basic|ApiKey|Token) +)(?=[^\s"']*\d)[\w.~+/=-]{8,}/gi,
];

/** Password inside an address: `postgres://user:password@host`. */
const inAddress = /((?<![a-z\d+.-])[a-z][a-z\d+.-]*:\/\/[^\s:/@]*:)([^\s/@]+)(@)/gi;

/** Key inside an address, where a user would be: `https://<key>@sentry.example`. */
const keyInAddress = /(?<=\bhttps?:\/\/)[\da-f]{24,}(?=@)/gi;

const credentialWords =
  'password|passwd|pwd|passphrase|pass|(?:api|access|account|private|secret[._-]?access|signing|encryption|auth|license)[._-]?key|token|authorization|bearer|htpasswd|dockerconfigjson|dockercfg|password[._-]?hash|connection[._-]?string|signature';

/** Names of values that are credentials themselves, and not the name, path or size of one. */
const credentialName = new RegExp(`(?:^|[._-])(?:${credentialWords})$`, 'i');

/** Names of values that are credentials or, as often, names of Secrets. */
const secretName = /(?:^|[._-])(?:secret(?:[._-]?key)?|credentials?|auth)$/i;

const names = `[\\w.-]*(?:${credentialWords}|secret(?:[._-]?key)?|credentials?)`;

const values = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,;&"'})]+`;

/**
 * A name and its value in a text: a line of YAML, of properties or of a script, a parameter of an address. The name begins
 * where no other name is, so that a long word is read once.
 */
const assignment = new RegExp(
  String.raw`(?<![\w.-])(["']?)(${names})\1(\s*(?:=(?![=~>])|:(?=[\s\"']))[ \t]*)([|>][+-]?[ \t]*(?:\n[ \t]+\S.*)+|${values})`,
  'gi',
);

/** The same where an option of a command is before its value. */
const optionAndValue = new RegExp(String.raw`(?<![\w.-])()(--${names})([ \t]+)(${values})`, 'gi');

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

/** Replaces what looks like a secret by its digest, so that a change of it is seen and its value is not. */
export function masked(value: Json, name = ''): Json {
  if (typeof value === 'string') return maskedText(value, name);
  if (typeof value === 'number') return credentialName.test(camelToKebab(name)) ? digest(String(value)) : value;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.map((item, index) => {
      const before = items[index - 1];
      const flag = typeof before === 'string' && typeof item === 'string' ? option.exec(before)?.[1] : undefined;
      return masked(item, flag ?? name);
    });
  }
  if (!isMapping(value)) return value;
  const isSecret = value['kind'] === 'Secret';
  // An ExternalSecret says the name of a key next to where its value is.
  const namesKey = isMapping(value['remoteRef']);
  // An environment variable says its name next to its value, as a header and a Helm parameter do.
  const variable = [value['name'], value['key']].find((one) => typeof one === 'string');
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).map(([key, inner]) => [
      key,
      isSecret && (key === 'data' || key === 'stringData')
        ? everyText(inner)
        : namesKey && key === 'secretKey'
          ? inner
          : masked(inner, key === 'value' && typeof variable === 'string' ? variable : key),
    ]),
  );
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
  if (mayHaveShape.test(shown)) for (const shape of shapes) shown = shown.replaceAll(shape, digest);
  if (!mayAssign.test(shown)) return shown;
  return shown.replaceAll(assignment, maskedAssignment).replaceAll(optionAndValue, maskedAssignment);
}

/** Whether a text has a sign that any of the searches needs. */
const maySay = /[\s:=@{]|[\w+/-]{16}/;

/** Whether a text has the beginning of one of {@link shapes}. */
const mayHaveShape =
  /A[KS]IA|gh[pousr]_|github_pat_|gl[a-z]+-|xox|xapp-|[sr]k[_-]|whsec_|AIza|ya29|(?:npm|hf|pul|pat|v1|api|glc|glsa)[_-]|SG\.|hv[sbr]\.|ATATT3|AGE-SECRET|eyJ|hooks\.slack|webhook|-----BEGIN|LS0tLS1|(?:Bearer|Basic|ApiKey|Token) /i;

function maskedAddress(_: string, before: string, password: string, after: string): string {
  return `${before}${reference.test(password) ? password : digest(password)}${after}`;
}

/** Whether a text has a word that {@link assignment} looks for. */
const mayAssign = /pass|pwd|key|token|auth|bearer|docker|connection|secret|credential|signature/i;

function maskedAssignment(all: string, quote: string, name: string, between: string, value: string): string {
  const start = `${quote}${name}${quote}${between}`;
  const block = /^[|>][+-]?[ \t]*\n/.exec(value)?.[0];
  if (block !== undefined) return `${start}${block}${/\n([ \t]+)/.exec(value)?.[1] ?? ''}${digest(value)}`;
  const mark = /^["']/.exec(value)?.[0] ?? '';
  const bare = mark === '' ? value : value.slice(1, -1);
  if (mark === '' && computed.test(bare)) return all;
  return isCredential(bare, camelToKebab(name)) ? `${start}${mark}${digest(bare)}${mark}` : all;
}

function isCredential(text: string, name: string): boolean {
  if (reference.test(text)) return false;
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
