import { join } from 'node:path';
import type { FleetWorkspace } from '../fleet/workspace.ts';
import { runModule } from '../measure/child.ts';
import { listOf, numberOf, parseJson } from '../measure/json.ts';
import type { Sample } from '../measure/sample.ts';

const cli = join(import.meta.dirname, '../../../packages/nx/src/cli.ts');

/** What a render cost and did. */
export interface RenderRun {
  readonly sample: Sample;
  readonly objects: number;
  readonly written: number;
}

/** `espalier render [cluster]` as a process of its own. */
export function espalierRender(workspace: FleetWorkspace, ...clusters: readonly string[]): RenderRun {
  const { sample, output } = runModule(cli, ['render', ...clusters, '--json'], workspace.root);
  const results = listOf(parseJson(output), 'clusters');
  const sumOf = (key: string): number => results.reduce<number>((sum, result) => sum + numberOf(result, key), 0);
  return { sample, objects: sumOf('objects'), written: sumOf('written') };
}
