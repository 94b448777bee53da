import { parentPort, workerData } from 'node:worker_threads';
import { resolveFromSource } from '../resolve-from-source.ts';

resolveFromSource();
const [{ ProblemsError }, { loadPlatform }, { workflowFiles }] = await Promise.all([
  import('@espalier/model'),
  import('@espalier/model/load'),
  import('../../workflows/index.ts'),
]);
const { platform, problems } = await loadPlatform(String(workerData));
if (platform === undefined) throw new ProblemsError(problems);
parentPort?.postMessage(workflowFiles(platform));
