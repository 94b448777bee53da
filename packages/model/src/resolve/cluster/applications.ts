import type { AddonDefinition } from '../../definition/index.ts';
import { yieldsSecret } from '../../needs/index.ts';
import type { ResolvedAddon, ResolvedNamespace } from '../../resolved/index.ts';
import type { DeployedApp } from '../cluster-rules/index.ts';
import type { UnorderedApplication } from './order.ts';

/** The input for a cluster's applications. */
export interface ApplicationSources {
  readonly apps: readonly DeployedApp[];
  readonly addons: readonly ResolvedAddon[];
  readonly addonDefinitions: readonly AddonDefinition[];
  readonly namespaces: readonly ResolvedNamespace[];
}

type After = UnorderedApplication['after'];

/**
 * Every application of a cluster with the applications that it waits for. It waits only for what a retry does not fix:
 * the namespace, CRDs, and what an addon declares in `needs`.
 */
export function applicationsOf(sources: ApplicationSources): readonly UnorderedApplication[] {
  const { apps, addons, addonDefinitions, namespaces } = sources;
  const providers = new Map(addons.flatMap((addon) => addon.crdGroups.map((group) => [group, addon.name] as const)));
  const afterNamespaces: After = [{ application: 'namespaces', because: 'its namespace and network policies' }];
  const afterCrds = (groups: Iterable<string>, self: string): After =>
    [...new Set(groups)].sort().flatMap((group) => {
      const provider = providers.get(group);
      return provider === undefined || provider === self
        ? []
        : [{ application: provider, because: `installs the CRDs of ${group}` }];
    });

  const hasStores = namespaces.some((namespace) => namespace.secretStore !== undefined);
  return [
    { name: 'namespaces', kind: 'namespaces', after: [] },
    ...(hasStores
      ? [
          {
            name: 'secret-stores',
            kind: 'secret-stores' as const,
            after: [...afterNamespaces, ...afterCrds(['external-secrets.io'], 'secret-stores')],
          },
        ]
      : []),
    ...addons.map((addon): UnorderedApplication => {
      const requires = addonDefinitions.find((definition) => definition.name === addon.name)?.requires ?? [];
      const groups = [
        ...addon.objects.map((object) => groupOf(object.apiVersion)),
        ...(addon.needs.some(yieldsSecret) ? ['external-secrets.io'] : []),
        ...requires.flatMap((requirement) => ('crdGroup' in requirement ? [requirement.crdGroup] : [])),
      ];
      const named = requires.flatMap((requirement) =>
        'addon' in requirement ? [{ application: requirement.addon, because: 'it asks to come after it' }] : [],
      );
      return {
        name: addon.name,
        kind: 'addon',
        after: [...afterNamespaces, ...afterCrds(groups, addon.name), ...named],
      };
    }),
    ...apps.map(({ app }): UnorderedApplication => ({ name: app.name, kind: 'app', after: afterNamespaces })),
  ];
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
