/**
 * Makes the objects of the workspace it runs in and writes them, and prints how long that took: building them, YAML,
 * files and indices. Loading the definitions is not counted.
 */
import { loadPlatform } from '@espalier/model/load';
import { problemsOf, renderClusters } from '@espalier/nx';

const { platform, problems } = await loadPlatform(process.cwd());
if (platform === undefined) throw new Error(JSON.stringify(problems));
const clusters = Object.keys(platform.clusters);
const started = performance.now();
const results = [...renderClusters({ workspace: process.cwd(), platform, clusters, prune: false, force: false })];
const milliseconds = performance.now() - started;
const failed = problemsOf(results);
if (failed.length > 0) throw new Error(JSON.stringify(failed));
const objects = results.reduce((sum, result) => sum + result.objects, 0);
process.stdout.write(JSON.stringify({ milliseconds, objects }));
