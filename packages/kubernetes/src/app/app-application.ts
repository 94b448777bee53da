import {
  names,
  receive,
  type KubernetesObject,
  type ResolvedApp,
  type ResolvedCluster,
  type ResolvedPlatform,
} from '@espalier/model';
import { databaseUserAccounts } from '../database-user/index.ts';
import { appLabels, digest, memoisedDigest, serviceAccount, type ProjectedApplication } from '../objects/index.ts';
import { appObjects, type AppObjects } from './app-objects.ts';
import { addsNothing } from './chart/index.ts';
import { chartFile, clusterFacts, type ClusterFacts } from './context/index.ts';

/**
 * The application of an app, with every object of the app.
 *
 * Only ServiceAccounts with a role differ between the clusters of an environment. All other objects are built once and
 * shared.
 */
export function appApplication(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  app: ResolvedApp,
): ProjectedApplication {
  const facts = clusterFacts(platform, cluster);
  const roleArn = app.hasRole
    ? names.roleArn(
        cluster.environment.account.id,
        names.roleName({
          platform: platform.name,
          environment: cluster.environment.name,
          cluster: cluster.name,
          workload: app.name,
        }),
      )
    : undefined;
  const accounts = [accountOf(app, roleArn), ...databaseUserAccounts(app, cluster)];
  return {
    name: app.name,
    namespace: app.namespace,
    inputs: app.chart === undefined ? digest([appDigest(app), facts, accounts]) : undefined,
    build: () => {
      const { objects, own } = sharedObjects(app, facts);
      if (app.chart !== undefined && own.length === 0 && addsNothingElsewhere(platform, app.name))
        throw addsNothing(app);
      const file = chartFile(app);
      const handWritten = own.map((object) => ({ object, file }));
      return { objects: [...accounts, ...objects], handWritten, documents: {} };
    },
  };
}

/** Only the part of needs that pods receive counts: a larger database changes nothing in the cluster. */
const appDigest = memoisedDigest((app: ResolvedApp) => ({
  ...app,
  owner: app.owner.name,
  file: undefined,
  needs: app.needs.map(receive),
}));

function accountOf(app: ResolvedApp, roleArn: string | undefined): KubernetesObject {
  return serviceAccount({ name: app.name, namespace: app.namespace, labels: appLabels(app), roleArn });
}

/** A `chart.ts` may add objects only in some environments. */
function addsNothingElsewhere(platform: ResolvedPlatform, name: string): boolean {
  return Object.values(platform.clusters).every((cluster) =>
    cluster.apps
      .filter((app) => app.name === name)
      .every((app) => sharedObjects(app, clusterFacts(platform, cluster)).own.length === 0),
  );
}

const built = new WeakMap<ResolvedApp, Map<string, AppObjects>>();

function sharedObjects(app: ResolvedApp, facts: ClusterFacts): AppObjects {
  const byFacts = built.get(app) ?? new Map<string, AppObjects>();
  built.set(app, byFacts);
  const key = digest(facts);
  const objects = byFacts.get(key) ?? appObjects(app, facts);
  // Frozen, so that the cached text of an object stays correct.
  objects.objects.forEach((object) => Object.freeze(object));
  byFacts.set(key, objects);
  return objects;
}
