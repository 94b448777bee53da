import type { Json } from '@espalier/model';
import { type Search, after } from './secret-shapes.ts';

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
export const credentialName = new RegExp(`(?:${joinedWords}|(?:^|[^a-z\\d])(?:${separateWords}))${suffix}$`, 'i');

/** Names of values that are credentials or, as often, names of Secrets. */
export const secretName = new RegExp(`(?:(?:${secretWords})s?|(?:^|[^a-z\\d])auth)$`, 'i');

/** Names of counts and modes: tokens of a model, of a limit, of the metadata service. */
export const countName = /tokens$/i;

/** The names that a text is searched for, made of the same words; {@link isCredential} says which are credentials. */
export const names = `[\\w.-]*(?:${joinedWords}|${separateWords}|${secretWords})${suffix}`;

/** Whether a text has a word that {@link assignment} looks for. */
export const mayAssign = new RegExp(`${joinedWords}|${separateWords}|${secretWords}`, 'i');

/** What says how to read the credential of an `Authorization` header after it. */
export const scheme = String.raw`(?:Basic|Bearer|Digest|Negotiate|Token|ApiKey)[ \t]+`;

const values = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|${scheme}[^\s,;&"'})]+|[^\s,;&"'})]+`;

/**
 * A name and its value in a text: a line of YAML, of properties or of a script, a parameter of an address. The name begins
 * where no other name is, so that a long word is read once.
 */
export const assignment = new RegExp(
  String.raw`(?<![\w.-])(["']?)(${names})\1(\s*(?:=(?![=~>])|:(?=[\s\"']))[ \t]*)([|>][+-]?[ \t]*(?:\n(?:[ \t]*\n)*[ \t]+\S.*)+|${values})`,
  'gi',
);

/** The same where an option of a command is before its value. */
export const optionAndValue = new RegExp(String.raw`(?<![\w.-])()(--${names})([ \t]+)(${values})`, 'gi');

/** A mapping on one line after the name: `password: {value: hunter2}`. */
export const inBraces = new RegExp(
  String.raw`(?<![\w.-])(["']?)(${names})\1(\s*[:=]\s*\{\s*["']?(?:value|plain|plaintext|raw|content|literal|default)["']?\s*[:=]\s*)(${values})`,
  'gi',
);

/** A list on one line after the name: `tokens: [a, b]`. */
export const inBrackets = new RegExp(String.raw`(?<![\w.-])(["']?)(${names})\1(\s*[:=]\s*\[)([^[\]\n]+)(?=\])`, 'gi');

/** An element of XML: `<password>hunter2</password>`. */
export const element = new RegExp(
  String.raw`<((?:[\w.-]+:)?)(${names})((?:\s[^<>]*)?>(?:<!\[CDATA\[)?)([^<\]]+)(?=\]\]>|<\/)`,
  'gi',
);

/** Passwords after words of their own: Redis and `.netrc`. */
export const afterWords: readonly Search[] = [
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
export const mayHaveWords = new RegExp(afterWords.map(({ sign }) => sign).join('|'), 'i');

/** User and password of `curl`. */
export const userOption = /((?<![\w-])(?:-u|-U|--user|--proxy-user)(?:[ \t]+|=)?["']?[^\s:"']{1,256}:)([^\s"']+)/g;

/** The same where the options are a list. */
export const userOptions: ReadonlySet<Json | undefined> = new Set(['-u', '-U', '--user', '--proxy-user']);

/** Values that are no credential: references, placeholders, ARNs. */
export const reference =
  /^(?:|true|false|null|~|…|\.{3}|\*+|\$\{.*\}|\$\(.*\)|\$[A-Za-z_]\w*|\{\{.*\}\}|<[\w -]+>|arn:.*|\[secret\]|\[secret .*\])$/;

/** Where a value begins that is computed: a template, a call. */
export const computed = /^(?:\{|\[|\$|<|%|arn:|[\w.]+\()/;

/** A name of Kubernetes, of a key or a variable, or a path of Secrets Manager. */
export const nameOrPath = /^[a-z\d](?:[a-z\d._/-]*[a-z\d])?$|^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$|^[a-z]+(?:[A-Z][a-z]+)+$/;

/** What no person would choose as a name. */
export const random = /^(?=.*\d)[a-z\d]{16,}$|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** An option of a command whose value is the next argument. */
export const option = /^--?([\w.-]+)$/;

/** Keys under the name of a credential that say what it is, and not its value. */
export const description =
  /(?:^|[._-])(?:ref|from|kind|type|types|namespace|description|path|file|enabled?|create|length|ttl|expir[a-z]*|expiration|audiences?|issuer|algorithm|encoding|url|uri|endpoint|host|header|prefix|version|store|duration|seconds|mode|size|policy|arn|user|username|annotations|labels|format|generate|rotate|rotation|usages?|region|scopes?)$/i;

/** Keys of what is the value under a name. */
export const valueKey =
  /^(?:value|plain|plaintext|raw|content|literal|default|current|previous|primary|secondary|string)$/i;

/** Keys of a mapping that says where the value is. */
export const referenceKey =
  /(?:Ref|From|_ref|_from)$|^(?:secretName|existingSecret|secret_name|existing_secret|\$ref|ref)$/;

/** Names of credentials that are, as often, a policy or its settings. */
export const settingsName = /(?:authorization|bearer|signature)$/i;

/** Types of a JSON schema, of a variable of Terraform. */
export const schemaType = /^(?:string|object|array|integer|number|boolean)$/;
