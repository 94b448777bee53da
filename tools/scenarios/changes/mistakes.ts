import type { Scenario } from '../scenario.ts';

/** What must not pass unnoticed. */
/** A definition of a kind, as a chart that is rendered would bring it. */
const widgets = 'clusters/production/crds/widgets/customresourcedefinition-widgets.example.com.yaml';
const version = (name: string, isStored: boolean): string => `  - name: ${name}
    schema:
      openAPIV3Schema:
        properties:
          spec:
            properties:
              size:
                type: integer
            type: object
        type: object
    served: true
    storage: ${isStored}
`;
const crd = (versions: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  names:
    kind: Widget
    plural: widgets
  scope: Namespaced
  versions:
${versions}`;

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
    name: 'empty-model',
    isDangerous: true,
    title: 'A model without clusters',
    edit: (files) => files.remove('apps/platform/clusters'),
  },
  {
    name: 'crd-version-dropped',
    isDangerous: true,
    title: 'Widgets without v1alpha1',
    edit: (files) =>
      files.replace('apps/platform/standard-cluster.ts', 'storageClasses(),', 'storageClasses(), // widgets 2.0'),
    layers: 'none',
    given: { [widgets]: crd(`${version('v1alpha1', false)}${version('v1', true)}`) },
    editRendered: (files) => files.write(widgets, crd(version('v1', true))),
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
    isDangerous: true,
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
