/**
 * Makes the objects of a workspace as a user of cdk8s does, and prints how long that took: one App, a Chart for each
 * application, an ApiObject for each object, `App.synth`. The objects are read before the clock starts.
 *
 * Arguments: the file of `collect-objects.ts`, the output directory, and how cdk8s divides its output.
 */
import { ApiObject, App, Chart } from 'cdk8s';
import { readFileSync } from 'node:fs';
import { isLayout, layouts } from './layout.ts';

/** What `collect-objects.ts` writes. */
type Collected = readonly {
  readonly chart: string;
  readonly namespace?: string;
  readonly objects: readonly { readonly apiVersion: string; readonly kind: string }[];
}[];

const [, , file = '', outdir = '', layout = ''] = process.argv;
if (!isLayout(layout)) throw new Error(`There is no layout '${layout}'.`);
const collected = JSON.parse(readFileSync(file, 'utf8')) as Collected;

const started = performance.now();
let objects = 0;
const synthesized = new App({ outdir, yamlOutputType: layouts[layout] });
for (const { chart: name, namespace = 'none', objects: ready } of collected) {
  const chart = new Chart(synthesized, name, { namespace, disableResourceNameHashes: true });
  for (const object of ready) new ApiObject(chart, `object-${objects++}`, { ...object });
}
synthesized.synth();
const milliseconds = performance.now() - started;
process.stdout.write(JSON.stringify({ milliseconds, objects }));
