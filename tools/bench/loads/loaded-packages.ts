import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseJson } from '../measure/json.ts';

const cli = resolve(import.meta.dirname, '../../../packages/nx/src/cli.ts');
const recorder = join(import.meta.dirname, 'record-modules.ts');

/** How many modules of each npm package a command of Espalier loads: `@pulumi/aws` → 2, `yaml` → 71. */
export type LoadedPackages = Readonly<Record<string, number>>;

/**
 * Runs a command of Espalier in a process of its own and says what it loaded.
 *
 * @param workspace directory that it runs in
 * @throws Error where it does not end with exit code 0
 */
export function loadedPackages(args: readonly string[], workspace: string): LoadedPackages {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-modules-'));
  try {
    const report = join(folder, 'modules.json');
    execFileSync(process.execPath, ['--conditions=@espalier/source', '--import', recorder, cli, ...args], {
      cwd: workspace,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, BENCH_MODULES: report },
    });
    const urls = parseJson(readFileSync(report, 'utf8'));
    if (!Array.isArray(urls)) throw new TypeError('The modules are no list.');
    const packages = urls.flatMap((url) => /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(String(url))?.[1] ?? []);
    return Object.fromEntries([...Map.groupBy(packages, (name) => name)].map(([name, all]) => [name, all.length]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Modules of the packages whose names begin so. */
export function countOf(loaded: LoadedPackages, prefix: string): number {
  return Object.entries(loaded).reduce((sum, [name, count]) => (name.startsWith(prefix) ? sum + count : sum), 0);
}
