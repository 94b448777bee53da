/**
 * Writes the schemas of Kubernetes' own kinds into `packages/check/schemas/kubernetes.json`.
 *
 * Argument: a `node_modules` folder with the source packages; without it, the script prints how to install them.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { historyOf } from './history.ts';
import { allMinors, packages } from './minors.ts';

const [, , modules] = process.argv;
if (modules === undefined) {
  process.stderr.write(
    `In an empty folder: npm install --no-save --ignore-scripts ${packages.join(' ')}\n` +
      'Then: npm run schemas -- <that folder>/node_modules\n',
  );
  process.exitCode = 2;
} else {
  const { versions, kinds, definitions } = historyOf(allMinors(resolve(modules)));
  // One line a kind and a definition, so that a new minor reads as a diff.
  const lines = (entries: object): string =>
    Object.entries(entries)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  writeFileSync(
    join(import.meta.dirname, '../../packages/check/schemas/kubernetes.json'),
    `{"versions":${JSON.stringify(versions)},\n"kinds":{\n${lines(kinds)}},\n"definitions":{\n${lines(definitions)}}}\n`,
  );
}
