/** Writes the objects of the workspace it runs in, by application, into the file of its argument. */
import { projectCluster } from '@espalier/kubernetes';
import { loadPlatform } from '@espalier/model/load';
import { writeFileSync } from 'node:fs';

const [, , file = ''] = process.argv;
const { platform, problems } = await loadPlatform(process.cwd());
if (platform === undefined) throw new Error(JSON.stringify(problems));
const objects = Object.values(platform.clusters).flatMap((cluster) =>
  projectCluster(platform, cluster).map(({ name, namespace, build }) => ({
    chart: `${cluster.name}-${name}`,
    namespace,
    objects: build().objects,
  })),
);
writeFileSync(file, JSON.stringify(objects));
