/** Writes what `draftApp` does not make, of the workspace it runs in, by application, into the file of its argument. */
import { projectCluster } from '@espalier/kubernetes';
import { loadPlatform } from '@espalier/model/load';
import { writeFileSync } from 'node:fs';

/** Kinds that `draftApp` makes. */
const drafted = new Set(['Deployment', 'StatefulSet', 'CronJob', 'Job', 'Service', 'Ingress']);

const [, , file = ''] = process.argv;
const { platform, problems } = await loadPlatform(process.cwd());
if (platform === undefined) throw new Error(JSON.stringify(problems));
const objects = Object.values(platform.clusters).flatMap((cluster) => {
  const apps = new Set(cluster.apps.map(({ name }) => name));
  return projectCluster(platform, cluster).map(({ name, build }) => [
    `${cluster.name}/${name}`,
    build().objects.filter(({ kind }) => !apps.has(name) || !drafted.has(kind)),
  ]);
});
writeFileSync(file, JSON.stringify(Object.fromEntries(objects)));
