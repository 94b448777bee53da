import fc from 'fast-check';
import { placeOf, subjectName, type Subject } from '../../src/documents/index.ts';
import type { ChangeGroup, Occurrence, Review, RiskGroup } from '../../src/review/index.ts';
import { placesOf } from '../../src/review/index.ts';

export function object(
  cluster: string,
  kind: string,
  name: string,
  application: string,
  apiVersion = 'apps/v1',
  namespace = application,
): Subject {
  return { is: 'object', cluster, application, apiVersion, kind, namespace, name };
}

export function at(subject: Subject, causes: readonly string[] = []): Occurrence {
  const name = subjectName(subject)
    .replaceAll(/[^\w.-]+/g, '-')
    .toLowerCase();
  return { subject, place: placeOf(subject), file: `clusters/${placeOf(subject)}/${name}.yaml`, causes };
}

export function change(
  action: ChangeGroup['action'],
  where: readonly Occurrence[],
  rest: Partial<Omit<ChangeGroup, 'action' | 'at'>> = {},
): ChangeGroup {
  return { action, at: where, fields: [], notes: [], ...rest };
}

/** A review with the summary that its changes have. */
export function reviewOf(rest: Partial<Omit<Review, 'version' | 'places'>>): Review {
  const { changes = [], risks = [] } = rest;
  return {
    version: 1,
    base: '1a2b3c4d',
    head: 'working tree',
    noise: [],
    notChecked: [],
    ...rest,
    changes,
    risks,
    places: placesOf(changes, risks),
  };
}

const clusters = ['production', 'staging', 'development'];
const app = ['apps/orders/app.ts'];

function policy(paths: readonly (readonly [string, number])[]): string {
  const from = paths.map(
    ([name, port]) => `  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: ${name.split('/')[0] ?? ''}
      podSelector:
        matchLabels:
          app.kubernetes.io/name: ${name.split('/')[1] ?? ''}
    ports:
    - port: ${port}
      protocol: TCP
`,
  );
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: orders
  namespace: orders
spec:
  egress:
  - ports:
    - port: 5432
      protocol: TCP
    to:
    - ipBlock:
        cidr: 10.20.240.0/20
  ingress:
${from.join('')}  podSelector:
    matchLabels:
      app.kubernetes.io/name: orders
  policyTypes:
  - Ingress
  - Egress
`;
}

function deployment(image: string, replicas: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
  namespace: orders
  labels:
    app.kubernetes.io/name: orders
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app.kubernetes.io/name: orders
  template:
    metadata:
      labels:
        app.kubernetes.io/name: orders
    spec:
      serviceAccountName: orders
      containers:
      - name: app
        image: ${image}
        ports:
        - containerPort: 8080
          name: http
        resources:
          requests:
            cpu: 250m
            memory: 256Mi
`;
}

const database = (encrypted: boolean): string => `inputs:
  allocatedStorage: 100
  dbSubnetGroupName: \${aws:rds/subnetGroup:SubnetGroup/orders.name}
  engine: postgres
  kmsKeyId: \${aws:kms/key:Key/data.arn}
  storageEncrypted: ${encrypted}
  vpcSecurityGroupIds:
  - \${aws:ec2/securityGroup:SecurityGroup/orders.id}
name: orders
options:
  dependsOn:
  - \${aws:cloudwatch/logGroup:LogGroup/orders}
  protect: true
type: aws:rds/instance:Instance
`;

const settings = (level: string, more = ''): string =>
  `logging:\n  level: ${level}\n  format: json\nserver:\n  port: 8080\n  timeout: 30s\n${more}`;

/** A change of a platform that raises risks of all severities and has changes of all kinds of subjects. */
export function fixture(): Review {
  const everywhere = (kind: string, name: string, apiVersion?: string): readonly Occurrence[] =>
    clusters.map((cluster) => at(object(cluster, kind, name, 'orders', apiVersion), app));
  const rds: Subject = {
    is: 'resource',
    stack: 'environment-production',
    resourceType: 'aws:rds/instance:Instance',
    name: 'orders',
  };
  const claim = [at(object('production', 'PersistentVolumeClaim', 'orders-data', 'orders', 'v1'), app)];
  const settingsMap = (text: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders-settings\n  namespace: orders\ndata:\n  settings.yaml: |\n${text.replaceAll(/^(?=.)/gm, '    ')}`;
  const before = settings('info');
  const after = settings('debug', 'features:\n  checkout: true\n');
  const risks: readonly RiskGroup[] = [
    {
      code: 'ESP8101',
      severity: 'critical',
      title: 'An object that holds data is deleted',
      at: claim,
      effect: 'PersistentVolumeClaim orders-data is deleted: its volume is deleted with it.',
      steps: ['Take the change back, if the data is still needed.', 'Take a snapshot of the volume first.'],
    },
    {
      code: 'ESP8103',
      severity: 'critical',
      title: 'A resource that holds data is replaced',
      at: [at(rds, ['apps/orders/cloud.ts'])],
      path: 'inputs.storageEncrypted',
      effect: 'AWS deletes the database orders and creates an empty one.',
      because: 'storageEncrypted cannot change on a database that exists.',
      steps: [
        'Take a snapshot and copy it with encryption.',
        'Restore the copy as a new database, and move the app to it.',
      ],
      source: 'The model says so; no preview of Pulumi was supplied.',
    },
    {
      code: 'ESP8120',
      severity: 'high',
      title: 'A network path is opened',
      at: clusters.map((cluster) =>
        at(object(cluster, 'NetworkPolicy', 'orders', 'orders', 'networking.k8s.io/v1'), app),
      ),
      path: 'spec.ingress',
      effect: 'ingress/traefik may reach orders/orders on port 8080.',
      steps: ['Confirm that orders is meant to be reached from outside.'],
    },
    {
      code: 'ESP8130',
      severity: 'medium',
      title: 'Pods restart',
      at: everywhere('Deployment', 'orders'),
      effect: 'Kubernetes replaces the pods of orders, a few at a time.',
      steps: [],
    },
    {
      code: 'ESP8140',
      severity: 'low',
      title: 'A chart has a new minor version',
      at: [at({ is: 'values', cluster: 'production', addon: 'traefik' }, ['apps/platform/charts.yaml'])],
      effect: 'The chart traefik goes from 37.1.0 to 37.2.0.',
      steps: ['Read the release notes of the chart.'],
    },
  ];
  return reviewOf({
    risks,
    changes: [
      change('changed', everywhere('Deployment', 'orders'), {
        fields: [
          { path: 'spec.replicas', before: 2, after: 3 },
          {
            path: 'spec.template.spec.containers[app].image',
            before: 'registry.riven.dev/orders:1.8.0',
            after: 'registry.riven.dev/orders:1.9.0',
          },
        ],
        restart: { pods: 3, isAtLeast: true },
        before: deployment('registry.riven.dev/orders:1.8.0', 2),
        after: deployment('registry.riven.dev/orders:1.9.0', 3),
      }),
      change('changed', [at(object('production', 'ConfigMap', 'orders-settings', 'orders', 'v1'), app)], {
        fields: [{ path: 'data[settings.yaml]', before, after }],
        before: settingsMap(before),
        after: settingsMap(after),
      }),
      change(
        'changed',
        clusters.map((cluster) =>
          at(object(cluster, 'NetworkPolicy', 'orders', 'namespaces', 'networking.k8s.io/v1', 'orders'), app),
        ),
        {
          fields: [{ path: 'spec.ingress', after: [{ from: 'ingress/traefik', port: 8080 }] }],
          before: policy([
            ['checkout/checkout', 8080],
            ['legacy/importer', 8080],
          ]),
          after: policy([
            ['checkout/checkout', 8080],
            ['ingress/traefik', 8080],
          ]),
        },
      ),
      change('deleted', claim, {
        before: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: orders-data\n',
      }),
      change('added', [at(object('staging', 'CronJob', 'orders-report', 'orders', 'batch/v1'), app)], {
        after: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: orders-report\n  namespace: orders\n',
      }),
      change(
        'renamed',
        [
          {
            ...at(object('staging', 'Service', 'orders-api', 'orders', 'v1'), app),
            from: object('staging', 'Service', 'orders', 'orders', 'v1'),
          },
        ],
        {
          before: 'kind: Service\nmetadata:\n  name: orders\n',
          after: 'kind: Service\nmetadata:\n  name: orders-api\n',
        },
      ),
      change(
        'moved',
        [
          {
            ...at(object('staging', 'ServiceMonitor', 'orders', 'monitoring', 'monitoring.coreos.com/v1', 'orders')),
            from: object('staging', 'ServiceMonitor', 'orders', 'orders', 'monitoring.coreos.com/v1'),
          },
        ],
        { before: 'kind: ServiceMonitor\n', after: 'kind: ServiceMonitor\n' },
      ),
      change(
        'changed',
        [at({ is: 'values', cluster: 'production', addon: 'traefik' }, ['apps/platform/charts.yaml'])],
        {
          fields: [{ path: 'deployment.replicas', before: 2, after: 4 }],
          before: 'deployment:\n  replicas: 2\n',
          after: 'deployment:\n  replicas: 4\n',
          notes: ['Argo CD renders the chart with these values: their effect on objects is not known yet.'],
        },
      ),
      change('changed', [at(rds, ['apps/orders/cloud.ts'])], {
        fields: [{ path: 'inputs.storageEncrypted', before: false, after: true }],
        before: database(false),
        after: database(true),
      }),
      change(
        'added',
        [
          at(
            {
              is: 'resource',
              stack: 'environment-production',
              resourceType: 'aws:cloudwatch/logGroup:LogGroup',
              name: 'orders',
            },
            ['apps/orders/cloud.ts'],
          ),
        ],
        { after: 'inputs:\n  retentionInDays: 30\nname: orders\ntype: aws:cloudwatch/logGroup:LogGroup\n' },
      ),
    ],
    noise: [
      {
        kind: 'version-label',
        count: 144,
        files: ['clusters/production/cert-manager/a.yaml', 'clusters/staging/b.yaml'],
      },
      { kind: 'order', count: 8, files: ['clusters/production/identity/c.yaml'] },
    ],
    notChecked: ['The objects that charts make of changed values, of traefik.'],
  });
}

/** 100 clusters with the same changes, changes of each, and risks and deletions of each. */
export function manyClusters(count = 100, ownChanges = 30, ownRisks = 5): Review {
  const names = Array.from({ length: count }, (_, index) => `cluster-${String(index + 1).padStart(3, '0')}`);
  const each = (index: number, most: number): readonly number[] =>
    Array.from({ length: most }, (_, one) => index * most + one);
  const shared = fixture();
  const cause = ['apps/platform/clusters/standard-cluster.ts'];
  return reviewOf({
    noise: shared.noise,
    notChecked: shared.notChecked,
    risks: [
      ...shared.risks,
      ...names.flatMap((cluster, index) =>
        each(index, ownRisks).map((one): RiskGroup => ({
          code: `ESP81${String(one % 7).padStart(2, '0')}` as `ESP${number}`,
          severity: (['critical', 'high', 'medium', 'low'] as const)[one % 4] ?? 'low',
          title: 'A risk of one cluster',
          at: [at(object(cluster, 'StatefulSet', `store-${one}`, `app-${one % 10}`), cause)],
          effect: `The sync fails: spec.volumeClaimTemplates of store-${one} cannot change from 10Gi to ${one}Gi.`,
          because: 'Claims of a StatefulSet cannot change after it was created.',
          steps: ['Enlarge the claims by hand.', `Delete store-${one} with --cascade=orphan, and sync again.`],
        })),
      ),
    ],
    changes: [
      ...shared.changes,
      change(
        'changed',
        names.map((cluster) => at(object(cluster, 'Deployment', 'identity', 'identity'), ['apps/identity/app.ts'])),
        {
          fields: [{ path: 'spec.template.spec.containers[app].image', before: 'identity:1', after: 'identity:2' }],
          restart: { pods: 3, isAtLeast: false },
        },
      ),
      ...names.flatMap((cluster, index) => [
        ...each(index, ownChanges).map((one) =>
          change('changed', [at(object(cluster, 'ConfigMap', `settings-${one}`, `app-${one % 10}`, 'v1'), cause)], {
            fields: Array.from({ length: 6 }, (_, field) => ({
              path: `data[settings.yaml].section-${field}`,
              before: field === 0 ? `one\ntwo ${one}\nthree` : one,
              after: field === 0 ? `one\n2 ${one}\nthree` : one + 1,
            })),
            before: `a: ${one}\n`,
            after: `a: ${one + 1}\n`,
          }),
        ),
        change('deleted', [at(object(cluster, 'Secret', `old-${index}`, 'identity', 'v1'), cause)], {
          before: `kind: Secret ${index}\n`,
        }),
      ]),
    ],
  });
}

/** Text that tries to break out of what a voice puts it in. */
export const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        '```',
        '``',
        '`',
        '~~~',
        '</details>',
        '<details>',
        '</summary>',
        '<!--',
        '-->',
        '|',
        '\\',
        '\\|',
        '@octocat',
        '#12',
        '\n',
        '\r',
        '\r\n\r\n',
        '\n\n# ',
        '\t',
        '    ',
        '<script>alert(1)</script>',
        '</script>',
        '<img src=x onerror=alert(1)>',
        '[a](http://b)',
        '![a](http://b)',
        '$x$',
        '*',
        '_',
        '\u001b[31m',
        '\u202e',
        '\ud800',
        '&lt;',
        'https://a.example/',
        'word',
        '- ',
        '> ',
        '---',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

const hostileSubject: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({
    is: fc.constant('object' as const),
    cluster: hostile,
    application: hostile,
    apiVersion: fc.constant('v1'),
    kind: hostile,
    namespace: hostile,
    name: hostile,
  }),
  fc.record({ is: fc.constant('resource' as const), stack: hostile, resourceType: hostile, name: hostile }),
  fc.record({ is: fc.constant('values' as const), cluster: hostile, addon: hostile }),
  fc.record({ is: fc.constant('bootstrap' as const), account: hostile }),
  fc.record({ is: fc.constant('text' as const), path: hostile }),
);

const hostileAt = fc
  .record({ subject: hostileSubject, file: hostile, causes: fc.array(hostile, { maxLength: 2 }) })
  .map(({ subject, file, causes }): Occurrence => ({ subject, place: placeOf(subject), file, causes }));

const lines = fc.array(hostile, { maxLength: 6 }).map((all) => all.join('\n'));

/** Reviews whose every text may be hostile. */
export const hostileReview: fc.Arbitrary<Review> = fc
  .record({
    changes: fc.array(
      fc.record({
        action: fc.constantFrom(
          'added' as const,
          'changed' as const,
          'deleted' as const,
          'moved' as const,
          'renamed' as const,
        ),
        at: fc.array(hostileAt, { minLength: 1, maxLength: 4 }),
        fields: fc.array(
          fc.oneof(
            fc.record({ path: hostile, before: lines, after: lines }),
            fc.record({ path: hostile, after: fc.jsonValue() as fc.Arbitrary<string> }),
          ),
          { maxLength: 3 },
        ),
        restart: fc.record({ pods: fc.nat(9), isAtLeast: fc.boolean() }),
        before: lines,
        after: lines,
        notes: fc.array(hostile, { maxLength: 1 }),
      }),
      { maxLength: 6 },
    ),
    risks: fc.array(
      fc.record({
        code: fc.nat(99).map((code): `ESP${number}` => `ESP${8100 + code}`),
        severity: fc.constantFrom('critical' as const, 'high' as const, 'medium' as const, 'low' as const),
        title: hostile,
        at: fc.array(hostileAt, { minLength: 1, maxLength: 4 }),
        effect: hostile,
        because: hostile,
        steps: fc.array(hostile, { maxLength: 3 }),
      }),
      { maxLength: 6 },
    ),
    notChecked: fc.array(hostile, { maxLength: 2 }),
    files: fc.array(hostile, { minLength: 1, maxLength: 3 }),
  })
  .map(({ files, ...rest }) => reviewOf({ ...rest, noise: [{ kind: 'order', count: files.length, files }] }));
