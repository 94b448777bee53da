/** Writes what `draftApp` does not make, of the workspace it runs in, by application, into the file of its argument. */
import { clusterFacts, draftApp, projectCluster } from '@espalier/kubernetes';
import type { ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { ApiObject, App, Chart } from 'cdk8s';
import { writeFileSync } from 'node:fs';

const [, , file = ''] = process.argv;
const { platform, problems } = await loadPlatform(process.cwd());
if (platform === undefined) throw new Error(JSON.stringify(problems));
const objects = Object.values(platform.clusters).flatMap((cluster) => {
  const drafted = draftedObjects(platform, cluster);
  return projectCluster(platform, cluster).map(({ name, build }) => [
    `${cluster.name}/${name}`,
    build().objects.filter(({ kind, metadata }) => !drafted.has(`${name}/${kind}/${metadata.name}`)),
  ]);
});
writeFileSync(file, JSON.stringify(Object.fromEntries(objects)));

/** What `draftApp` makes of a cluster's apps, as `<app>/<kind>/<name>`. */
function draftedObjects(platform: ResolvedPlatform, cluster: ResolvedCluster): ReadonlySet<string> {
  const facts = clusterFacts(platform, cluster);
  return new Set(
    cluster.apps.flatMap((app) => {
      const chart = new Chart(new App(), app.name, { namespace: app.namespace, disableResourceNameHashes: true });
      return draftApp(chart, app, facts).map(({ construct }) => {
        const { kind, name } = ApiObject.of(construct);
        return `${app.name}/${kind}/${name}`;
      });
    }),
  );
}
