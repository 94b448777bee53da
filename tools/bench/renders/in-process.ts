/** Renders the workspace it runs in twice in one process, and prints what each part took. */
import { loadPlatform } from '@espalier/model/load';
import { problemsOf, renderClusters } from '@espalier/nx';

const startUpMs = performance.now();
const first = await render();
const second = await render();
process.stdout.write(JSON.stringify({ startUpMs, firstMs: first.loadMs + first.renderMs, ...second }));

async function render(): Promise<{ readonly loadMs: number; readonly renderMs: number }> {
  const workspace = process.cwd();
  const started = performance.now();
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new Error(JSON.stringify(problems));
  const loaded = performance.now();
  const clusters = Object.keys(platform.clusters);
  const results = [...renderClusters({ workspace, platform, clusters, prune: true, force: false })];
  const failed = problemsOf(results);
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  return { loadMs: loaded - started, renderMs: performance.now() - loaded };
}
