import { didYouMean, ProblemsError, type ResolvedAddon, type ResolvedApp, type ResolvedCluster } from '@espalier/model';

/** What can be uninstalled from a cluster. */
export type Removable =
  { readonly kind: 'addon'; readonly addon: ResolvedAddon } | { readonly kind: 'app'; readonly app: ResolvedApp };

/**
 * The addon or app with a name.
 *
 * @throws ProblemsError ESP5009 if the cluster has none, ESP5010 if it cannot be uninstalled
 */
export function removable(cluster: ResolvedCluster, name: string): Removable {
  const addon = cluster.addons.find((candidate) => candidate.name === name);
  const app = cluster.apps.find((candidate) => candidate.name === name);
  const file = `apps/platform/clusters/${cluster.name}/cluster.ts`;
  const own = cluster.applications.find((application) => application.name === name)?.kind;
  if (addon?.chart?.name === 'argo-cd') {
    throw refused(file, {
      found: `'${name}' syncs everything in ${cluster.name}, and would have to sync its own removal.`,
      remedy:
        "To continue without it, delete the Application 'root' first: then nothing is synced any more, and everything stays.",
    });
  }
  if (own === 'namespaces') {
    throw refused(file, {
      found: "'namespaces' owns every namespace of the cluster and all network policies.",
      remedy: 'Uninstall what is in a namespace; the steps of the last application delete the namespace.',
    });
  }
  if (own === 'secret-stores') {
    throw refused(file, {
      found: "'secret-stores' exists because something reads a secret.",
      remedy:
        'Uninstall everything that reads secrets (npx nx secrets lists it); the application is removed with the last one.',
    });
  }
  if (addon !== undefined) return { kind: 'addon', addon };
  if (app !== undefined) return { kind: 'app', app };
  const known = [...cluster.addons, ...cluster.apps].map((candidate) => candidate.name);
  throw unknown(
    cluster,
    `--application ${name}`,
    `'${name}' is not an addon or app of ${cluster.name}, also in no earlier commit.${didYouMean(name, known)}`,
  );
}

/** The problem of a command without an addon or app. */
export function notNamed(cluster: ResolvedCluster): ProblemsError {
  return unknown(cluster, '--application', 'The command names no addon or app.');
}

/** The command is wrong, not a file. */
function unknown(cluster: ResolvedCluster, path: string, found: string): ProblemsError {
  const command = `npx nx uninstall ${cluster.name}`;
  const names = (of: readonly { readonly name: string }[]): string =>
    of.length === 0
      ? 'none'
      : of
          .map(({ name }) => name)
          .sort()
          .join(', ');
  const [example] = [...cluster.apps, ...cluster.addons];
  return new ProblemsError([
    {
      code: 'ESP5009',
      file: command,
      path,
      found,
      expected: `Addons of ${cluster.name}: ${names(cluster.addons)}.\nApps of ${cluster.name}: ${names(cluster.apps)}.`,
      remedy: `Name one of these, such as ${command} --application ${example?.name ?? '<name>'}.`,
    },
  ]);
}

function refused(file: string, { found, remedy }: { readonly found: string; readonly remedy: string }): ProblemsError {
  const expected = 'An addon or app that the others do not need.';
  return new ProblemsError([{ code: 'ESP5010', file, path: '', found, expected, remedy }]);
}
