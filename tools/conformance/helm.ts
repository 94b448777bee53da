import { execFileSync } from 'node:child_process';
import type { ResolvedAddon, ResolvedCluster } from '@espalier/model';
import { parseAllDocuments, stringify } from 'yaml';
import { conformancePath } from './data.ts';
import type { RenderedObject } from './rendered-object.ts';

const program = process.env['HELM'] ?? 'helm';

/** API groups that charts ask a cluster for, and every cluster of the platform has. */
const apiVersions = ['monitoring.coreos.com/v1', 'cert-manager.io/v1'];

let found: boolean | undefined;

/** Whether charts can be rendered: Helm is installed, and the data contains charts. */
export function hasHelm(): boolean {
  if (found === undefined) {
    try {
      execFileSync(program, ['version'], { stdio: 'ignore' });
      found = conformancePath('charts') !== undefined;
    } catch {
      found = false;
    }
  }
  return found;
}

/** Folder of the addon's chart in the data, at exactly the version that the cluster runs; `undefined` if it is not. */
export function chartFolder({ chart }: ResolvedAddon): string | undefined {
  return chart === undefined || !hasHelm() ? undefined : conformancePath(`charts/${chart.name}-${chart.version}`);
}

/** What Helm renders of a chart, as text; an exception where it refuses the values. */
export function helmTemplate(folder: string, cluster: ResolvedCluster, addon: ResolvedAddon, values: unknown): string {
  const { name, namespace } = addon;
  const args = ['template', name, folder, '--namespace', namespace, '--values', '-', '--skip-crds'];
  const version = ['--kube-version', `${cluster.kubernetesVersion}.0`];
  const apis = apiVersions.flatMap((api) => ['--api-versions', api]);
  return execFileSync(program, [...args, ...version, ...apis], {
    input: stringify(values, { aliasDuplicateObjects: false }),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Objects in what Helm rendered, without CRDs. */
export function objectsIn(text: string): readonly RenderedObject[] {
  return parseAllDocuments(text, { version: '1.1', schema: 'core', logLevel: 'silent' })
    .map((document) => document.toJS() as RenderedObject | null)
    .filter((object) => object !== null)
    .filter(({ kind }) => kind !== 'CustomResourceDefinition');
}
