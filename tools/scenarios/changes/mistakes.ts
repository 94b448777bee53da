import type { Scenario } from '../scenario.ts';

/** What must not pass unnoticed. */
export const mistakes: readonly Scenario[] = [
  {
    name: 'no-releases',
    isDangerous: true,
    title: 'Every release of production is gone',
    edit: (files) => {
      for (const path of [...files.files.keys()])
        if (/^apps\/[^/]+\/releases\/production\.yaml$/.test(path)) files.remove(path);
    },
  },
  {
    name: 'cluster-gone',
    isDangerous: true,
    title: 'The folder of a cluster is gone',
    edit: (files) => files.remove('apps/platform/clusters/staging'),
  },
  {
    name: 'hand-edit',
    isDangerous: true,
    title: 'A quick fix in clusters/',
    edit: () => undefined,
    layers: 'none',
    editRendered: (files) =>
      files.replace('clusters/production/identity/deployment-identity.yaml', 'memory: 512Mi', 'memory: 2Gi'),
  },
  {
    name: 'privileged-by-hand',
    isDangerous: true,
    title: 'A pod that may do everything',
    edit: () => undefined,
    layers: 'none',
    editRendered: (files) =>
      files
        .replace(
          'clusters/production/authorization/deployment-authorization.yaml',
          'allowPrivilegeEscalation: false',
          'privileged: true',
        )
        .replace(
          'clusters/production/namespaces/namespace-auth.yaml',
          'pod-security.kubernetes.io/enforce: restricted',
          'pod-security.kubernetes.io/enforce: privileged',
        ),
  },
  {
    name: 'no-default-deny',
    isDangerous: true,
    title: 'A namespace is open',
    edit: () => undefined,
    layers: 'none',
    editRendered: (files) => files.remove('clusters/production/namespaces/auth_networkpolicy-default-deny.yaml'),
  },
  {
    name: 'selector-changed',
    isDangerous: true,
    title: 'A label in a selector',
    edit: () => undefined,
    layers: 'none',
    editRendered: (files) =>
      files.replace(
        'clusters/production/identity/deployment-identity.yaml',
        'matchLabels:\n      app.kubernetes.io/instance: identity',
        'matchLabels:\n      app.kubernetes.io/instance: identity\n      team: security',
      ),
  },
  {
    name: 'guard-taken-off',
    isDangerous: true,
    title: 'A database without its guard',
    edit: () => undefined,
    layers: 'none',
    editRendered: (files) => {
      const path = [...files.files.keys()].find((file) =>
        /environment-production\/identity\/rds\.instance-/.test(file),
      );
      if (path === undefined) throw new Error('there is no database');
      files
        .replace(path, 'deletionProtection: true', 'deletionProtection: false')
        .replace(path, 'protect: true', 'protect: false');
    },
  },
  {
    name: 'token-in-a-value',
    title: 'A token in a variable',
    edit: (files) =>
      files.insertAfter(
        'apps/model-gateway/app.ts',
        'environment: { ',
        "GITHUB_TOKEN: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', ",
      ),
    layers: 'tree',
  },
];
