/** A search with the sign without which it finds nothing, so that most texts cost one search for all signs. */
export interface Search {
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
export function after(sign: string, rest: string, flags = 'g'): Search {
  return { sign, pattern: new RegExp(`(?<=${sign})${rest}`, flags) };
}

/** Shapes of credentials that no name has to give away. Sources: the token formats that each service documents. */
export const shapes: readonly Search[] = [
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
export const mayHaveShape = new RegExp(shapes.map(({ sign }) => sign).join('|'), 'i');

/**
 * Password inside an address: `postgres://user:password@host`. It ends at the last `@` before the host, as people do not
 * escape what is in it; what begins as a port is none.
 */
export const inAddress =
  /((?<![a-z\d+.-])[a-z][a-z\d+.-]*:\/\/[^\s:/@]*:(?!\/\/))(?!\d{1,5}[/?#])((?:(?!:\/\/)[^\s"'<>@])+(?:@(?:(?!:\/\/)[^\s"'<>@?#])*(?<!\/)(?=@))*|[^\s/@]+)(@)/gi;

/** Password in an address of Go's MySQL driver: `user:password@tcp(host:3306)`. */
export const inDriverAddress =
  /((?<![\w.%+-])[\w.%+-]{1,64}:)(\S{1,256}?)(@(?:tcp|udp|unix|cloudsql)[a-z\d-]{0,8}\()/gi;

/** Key inside an address, where a user would be: `https://<key>@sentry.example`. */
export const keyInAddress = /(?<=\bhttps?:\/\/)[\da-f]{24,}(?=@)/gi;
