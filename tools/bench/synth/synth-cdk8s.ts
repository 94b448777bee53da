/**
 * Makes the same objects with cdk8s as its users do, and prints how long that took: one App, a Chart for each
 * application, an ApiObject for each object, `App.synth`. Reading the objects, and loading cdk8s, is not counted.
 *
 * Arguments: the file of `collect-objects.ts`, the output directory, and how cdk8s divides its output.
 */
import { ApiObject, App, Chart } from 'cdk8s';
import { readFileSync } from 'node:fs';
import { isLayout, layouts } from './layout.ts';

/** An application as `collect-objects.ts` writes it. */
interface Application {
  readonly name: string;
  readonly objects: readonly { readonly apiVersion: string; readonly kind: string }[];
}

const [, , file = '', outdir = '', layout = ''] = process.argv;
if (!isLayout(layout)) throw new Error(`There is no layout '${layout}'.`);
const applications = JSON.parse(readFileSync(file, 'utf8')) as readonly Application[];
const started = performance.now();
const app = new App({ outdir, yamlOutputType: layouts[layout] });
for (const { name, objects } of applications) {
  const chart = new Chart(app, name, { disableResourceNameHashes: true });
  for (const [index, object] of objects.entries()) new ApiObject(chart, `object-${index}`, { ...object });
}
app.synth();
const milliseconds = performance.now() - started;
const objects = applications.reduce((sum, application) => sum + application.objects.length, 0);
process.stdout.write(JSON.stringify({ milliseconds, objects }));
