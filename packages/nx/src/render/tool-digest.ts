import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The packages whose code decides what a file of the tree says, as they are resolved from here. */
const entries = {
  model: import.meta.resolve('@espalier/model'),
  kubernetes: import.meta.resolve('@espalier/kubernetes'),
  tree: import.meta.resolve('@espalier/tree'),
};

/** Digest of the code that renders: of its bytes, so that an edit counts as well as a new version. */
export function toolDigest(): string {
  const hash = createHash('sha256');
  for (const entry of Object.values(entries)) {
    const folder = dirname(fileURLToPath(entry));
    hash.update(readFileSync(join(folder, '..', 'package.json')));
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.[jt]s$/.test(file) && !file.endsWith('.d.ts')) hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex');
}
