/**
 * Makes the objects of the workspace it runs in with the same program, hands them to cdk8s as its users do, and prints
 * how long that took: one App, a Chart for each application, an ApiObject for each object, `App.synth`. Loading the
 * definitions and cdk8s is not counted.
 *
 * Arguments: the output directory, and how cdk8s divides its output.
 */
// Espalier loads it when it first needs it.
import 'cdk8s-plus-29';
import { projectCluster } from '@espalier/kubernetes';
import { loadPlatform } from '@espalier/model/load';
import { ApiObject, App, Chart } from 'cdk8s';
import { isLayout, layouts } from './layout.ts';

const [, , outdir = '', layout = ''] = process.argv;
if (!isLayout(layout)) throw new Error(`There is no layout '${layout}'.`);
const { platform, problems } = await loadPlatform(process.cwd());
if (platform === undefined) throw new Error(JSON.stringify(problems));
const started = performance.now();
let count = 0;
const app = new App({ outdir, yamlOutputType: layouts[layout] });
for (const cluster of Object.values(platform.clusters)) {
  for (const { name, build } of projectCluster(platform, cluster)) {
    const chart = new Chart(app, name, { disableResourceNameHashes: true });
    for (const object of build().objects) new ApiObject(chart, `object-${count++}`, { ...object });
  }
}
app.synth();
const milliseconds = performance.now() - started;
process.stdout.write(JSON.stringify({ milliseconds, objects: count }));
