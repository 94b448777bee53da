import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { resolveFromSource } from '../resolve-from-source.ts';

resolveFromSource();
const [{ ProblemsError }, { loadPlatform }, { codeOwners, codeOwnersFile, workflowFiles }] = await Promise.all([
  import('@espalier/model'),
  import('@espalier/model/load'),
  import('../../workflows/index.ts'),
]);
const { platform, problems } = await loadPlatform(String(workerData));
if (platform === undefined) throw new ProblemsError(problems);
const workspace = String(workerData);
const owners = join(workspace, codeOwnersFile);
parentPort?.postMessage({
  workflows: workflowFiles(platform),
  codeOwners: codeOwners(existsSync(owners) ? readFileSync(owners, 'utf8') : '', platform),
});
