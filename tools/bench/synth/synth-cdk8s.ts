/**
 * Makes the objects of the workspace it runs in with the same program, as cdk8s' users run it, and prints how long that
 * took: one App, a Chart for each application, apps by the same constructs of cdk8s-plus, an ApiObject for everything
 * else, `App.synth`. What stands in the ApiObjects is read before the clock starts, as are definitions and modules.
 *
 * Arguments: the file of `collect-objects.ts`, the output directory, and how cdk8s divides its output.
 */
// Espalier loads it when it first needs it.
import 'cdk8s-plus-29';
import { clusterFacts, draftApp, type ClusterFacts } from '@espalier/kubernetes';
import type { ResolvedApp } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { ApiObject, App, Chart } from 'cdk8s';
import { readFileSync } from 'node:fs';
import { isLayout, layouts } from './layout.ts';

/** Objects by cluster and application, as `collect-objects.ts` writes them. */
type Collected = Readonly<Record<string, readonly { readonly apiVersion: string; readonly kind: string }[]>>;

const [, , file = '', outdir = '', layout = ''] = process.argv;
if (!isLayout(layout)) throw new Error(`There is no layout '${layout}'.`);
const { platform, problems } = await loadPlatform(process.cwd());
if (platform === undefined) throw new Error(JSON.stringify(problems));
const apps = new Map<string, { readonly app: ResolvedApp; readonly facts: ClusterFacts }>(
  Object.values(platform.clusters).flatMap((cluster) =>
    cluster.apps.map(
      (app) => [`${cluster.name}/${app.name}`, { app, facts: clusterFacts(platform, cluster) }] as const,
    ),
  ),
);
const collected = JSON.parse(readFileSync(file, 'utf8')) as Collected;

const started = performance.now();
let objects = 0;
const synthesized = new App({ outdir, yamlOutputType: layouts[layout] });
for (const [id, plain] of Object.entries(collected)) {
  const found = apps.get(id);
  const namespace = found?.app.namespace ?? 'none';
  const chart = new Chart(synthesized, id.replace('/', '-'), { namespace, disableResourceNameHashes: true });
  if (found !== undefined) objects += draftApp(chart, found.app, found.facts).length;
  for (const object of plain) new ApiObject(chart, `object-${objects++}`, { ...object });
}
synthesized.synth();
const milliseconds = performance.now() - started;
process.stdout.write(JSON.stringify({ milliseconds, objects }));
