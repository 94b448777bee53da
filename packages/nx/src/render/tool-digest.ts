import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The packages that decide the content and the validity of the tree's files, as resolved from here. */
const entries = {
  model: import.meta.resolve('@espalier/model'),
  kubernetes: import.meta.resolve('@espalier/kubernetes'),
  check: import.meta.resolve('@espalier/check'),
  tree: import.meta.resolve('@espalier/tree'),
};

/** Digest of the bytes of the rendering code and its data, so that also an edit without a new version counts. */
export function toolDigest(): string {
  const hash = createHash('sha256');
  for (const entry of Object.values(entries)) {
    const code = dirname(fileURLToPath(entry));
    const root = join(code, '..');
    hash.update(readFileSync(join(root, 'package.json')));
    for (const folder of [code, join(root, 'schemas')].filter((path) => existsSync(path))) {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
        if (/\.([jt]s|json)$/.test(file) && !file.endsWith('.d.ts')) {
          hash.update(file).update(readFileSync(join(folder, file)));
        }
      }
    }
  }
  return hash.digest('hex');
}
