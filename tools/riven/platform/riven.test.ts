import type { HelmValues, KubernetesObject, ResolvedCluster } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifests as treeManifests, workspace } from './tree.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error("Riven's model is broken");

const clusters = Object.values(platform.clusters);

interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
}

/** Every manifest of a cluster's committed tree, by its path inside the tree. */
function manifests(cluster: string): ReadonlyMap<string, Manifest> {
  return treeManifests(cluster) as ReadonlyMap<string, Manifest>;
}

function ofKind(cluster: string, kind: string): readonly Manifest[] {
  return [...manifests(cluster).values()].filter((manifest) => manifest.kind === kind);
}

/** Companion objects of a kind, of all addons. */
function objectsOf(cluster: ResolvedCluster, kind: string): readonly KubernetesObject[] {
  return cluster.addons.flatMap(({ objects }) => objects.filter((object) => object.kind === kind));
}

function valuesOf(cluster: ResolvedCluster, addon: string): HelmValues {
  return cluster.addons.find(({ name }) => name === addon)?.values ?? {};
}

function needsOf(cluster: ResolvedCluster): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    cluster.apps.map(({ name, needs }) => [name, needs.map((need) => `${need.name}: ${need.kind}`)]),
  );
}

test('two clusters, staging and production, in an account each', () => {
  expect(clusters.map(({ name, environment }) => [name, environment.name, environment.account.name])).toEqual([
    ['production', 'production', 'production'],
    ['staging', 'staging', 'staging'],
  ]);
});

describe.each(clusters.map((cluster) => [cluster.name, cluster] as const))('%s', (name, cluster) => {
  test('runs each app in its namespace', () => {
    expect(Object.fromEntries(cluster.apps.map((app) => [app.name, app.namespace]))).toMatchObject({
      'dev-center-web': 'dev-center',
      'dev-center-api': 'dev-center',
      'dev-center-worker': 'dev-center',
      'dev-center-cleanup': 'dev-center',
      identity: 'auth',
      authorization: 'auth',
      'model-gateway': 'ai-platform',
      'model-server': 'ai-platform',
    });
  });

  test('gives each app what it needs of the cloud', () => {
    expect(needsOf(cluster)).toMatchObject({
      'dev-center-api': [
        'builds: bucket',
        'database: postgres',
        'featureFlags: table',
        'githubApp: secret',
        'jobs: queue',
      ],
      'dev-center-worker': ['jobs: queue'],
      identity: ['database: postgres', 'sessions: table', 'signingKey: secret'],
      'model-server': ['weights: bucket'],
    });
  });

  test('has the addons of every namespace', () => {
    expect(Object.fromEntries(cluster.addons.map((addon) => [addon.name, addon.namespace]))).toMatchObject({
      'argo-cd': 'argocd',
      'storage-classes': 'kube-system',
      'cert-manager': 'cert-manager',
      'aws-load-balancer-controller': 'kube-system',
      'external-dns': 'kube-system',
      'metrics-server': 'kube-system',
      'cluster-autoscaler': 'kube-system',
      'nvidia-device-plugin': 'kube-system',
      'external-secrets': 'external-secrets',
      'ingress-nginx': 'ingress-nginx',
      'prometheus-operator-crds': 'monitoring',
      prometheus: 'monitoring',
      loki: 'monitoring',
      grafana: 'monitoring',
      jaeger: 'monitoring',
      'node-exporter': 'monitoring-agents',
      'telemetry-agent': 'monitoring-agents',
      'runner-controller': 'ci-system',
      'riven-general': 'ci',
      'riven-large': 'ci',
    });
  });

  test('owns a Namespace for each, restricted except for named exceptions with their reason', () => {
    const labels = Object.fromEntries(
      ofKind(name, 'Namespace').map(({ metadata }) => [
        metadata.name,
        metadata.labels?.['pod-security.kubernetes.io/enforce'],
      ]),
    );
    expect(labels).toMatchObject({
      'ai-platform': 'restricted',
      argocd: 'restricted',
      auth: 'restricted',
      'cert-manager': 'restricted',
      ci: 'privileged',
      'ci-system': 'restricted',
      'dev-center': 'restricted',
      'external-secrets': 'restricted',
      'ingress-nginx': 'restricted',
      monitoring: 'restricted',
      'monitoring-agents': 'privileged',
    });
    const exceptions = cluster.namespaces.filter(({ podSecurity }) => podSecurity.level !== 'restricted');
    expect(exceptions.every(({ podSecurity }) => (podSecurity.reason ?? '').length > 20)).toBe(true);
  });

  test('denies by default, both ways, in every namespace, and every pod has its own policy', () => {
    const policies = ofKind(name, 'NetworkPolicy');
    for (const namespace of cluster.namespaces) {
      const own = policies.filter(({ metadata }) => metadata.namespace === namespace.name);
      const deny = own.find(({ metadata }) => metadata.name === 'default-deny');
      expect(deny?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
      expect(own.map(({ metadata }) => metadata.name)).toEqual(
        expect.arrayContaining(cluster.apps.filter((app) => app.namespace === namespace.name).map((app) => app.name)),
      );
    }
  });

  test('holds no secret value: Secrets come from External Secrets alone, through the store of their namespace', () => {
    expect(ofKind(name, 'Secret')).toEqual([]);
    const stores = new Set(ofKind(name, 'SecretStore').map(({ metadata }) => metadata.namespace));
    const secrets = ofKind(name, 'ExternalSecret');
    expect(secrets.length).toBeGreaterThan(5);
    for (const { metadata, spec } of secrets) {
      expect(stores).toContain(metadata.namespace);
      const prefix = `riven/${cluster.environment.name}/${String(metadata.namespace)}/`;
      expect(JSON.stringify(spec)).toContain(`"key":"${prefix}`);
    }
  });

  test('gives every pod that talks to AWS a role of its own', () => {
    const accounts = ofKind(name, 'ServiceAccount').flatMap((account) => {
      const arn: unknown = Reflect.get(
        Object(Reflect.get(account.metadata, 'annotations')),
        'eks.amazonaws.com/role-arn',
      );
      return typeof arn === 'string' ? [arn] : [];
    });
    expect(new Set(accounts).size).toBe(accounts.length);
    for (const app of cluster.apps.filter(({ hasRole }) => hasRole)) {
      expect(accounts).toContain(
        `arn:aws:iam::${cluster.environment.account.id}:role/riven-${cluster.environment.name}-${name}-${app.name}`,
      );
    }
  });

  test('has two runner scale sets on the tainted ci nodes', () => {
    for (const runners of cluster.addons.filter(({ namespace }) => namespace === 'ci')) {
      expect(JSON.stringify(runners.values)).toContain('"espalier.dev/node-group":"ci"');
      expect(JSON.stringify(runners.values)).toContain('"espalier.dev/dedicated-to"');
    }
    expect(cluster.nodeGroups['ci']?.dedicatedTo).toBe('ci');
  });

  test('serves models on GPU nodes that scale from zero', () => {
    const server = cluster.apps.find((app) => app.name === 'model-server');
    expect(server?.placement.nodeSelector).toEqual({ 'espalier.dev/node-group': 'gpu' });
    expect(server?.containers[0].resources.gpus).toBe(1);
    expect(cluster.nodeGroups['gpu']).toMatchObject({ gpu: true, dedicatedTo: 'ai-platform', size: { min: 0 } });
  });

  test('has one load balancer, which external-dns gives its names and ingress-nginx its answers', () => {
    const behind = objectsOf(cluster, 'Ingress').filter(
      ({ spec }) => Reflect.get(Object(spec), 'ingressClassName') === 'alb',
    );
    expect(behind.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([
      'ingress-nginx/load-balancer',
    ]);
    expect(valuesOf(cluster, 'aws-load-balancer-controller')).toMatchObject({
      clusterName: cluster.eksName,
      ingressClass: 'alb',
      createIngressClassResource: true,
      enableCertManager: true,
      enableServiceMutatorWebhook: false,
    });
    const dns = valuesOf(cluster, 'external-dns');
    expect(dns).toMatchObject({ sources: ['ingress'], txtOwnerId: cluster.eksName });
    expect(dns['extraArgs']).toContain('--ingress-class=alb');
  });

  test('takes certificates of webhooks from cert-manager, which comes first', () => {
    const wave = (application: string) => cluster.applications.find((one) => one.name === application)?.wave;
    for (const addon of ['external-secrets', 'aws-load-balancer-controller', 'metrics-server'])
      expect(wave(addon)).toBeGreaterThan(wave('cert-manager') ?? Infinity);
    const certificates = objectsOf(cluster, 'Certificate').map(({ metadata }) => metadata.name);
    expect([...certificates].sort()).toEqual(['external-secrets-webhook', 'internal-ca', 'metrics-server']);
  });

  test('sizes its node groups with the autoscaler of its own Kubernetes minor', () => {
    expect(valuesOf(cluster, 'cluster-autoscaler')).toMatchObject({
      autoDiscovery: { clusterName: cluster.eksName },
      image: { tag: `v${cluster.kubernetesVersion}.0` },
    });
  });

  test('makes GPUs known where models are served, and encrypted gp3 the default volume', () => {
    const server = cluster.apps.find((app) => app.name === 'model-server');
    expect(objectsOf(cluster, 'DaemonSet')).toMatchObject([
      { spec: { template: { spec: { nodeSelector: server?.placement.nodeSelector } } } },
    ]);
    expect(objectsOf(cluster, 'StorageClass')).toMatchObject([
      {
        metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
        parameters: { encrypted: 'true' },
        volumeBindingMode: 'WaitForFirstConsumer',
      },
    ]);
  });

  test('brings dashboards and alert rules from files', () => {
    const files = [...manifests(name).keys()];
    for (const folder of ['alerts', 'dashboards']) {
      const inputs = readdirSync(join(workspace, 'manifests', folder));
      expect(inputs.length).toBeGreaterThan(1);
    }
    expect(files.filter((file) => file.startsWith('prometheus/prometheusrule-')).length).toBe(
      readdirSync(join(workspace, 'manifests/alerts')).length,
    );
    expect(files.filter((file) => file.startsWith('grafana/configmap-')).length).toBe(
      readdirSync(join(workspace, 'manifests/dashboards')).length,
    );
  });
});

describe('a request from a browser has a path all the way', () => {
  /** Pods of one step that may call the next, as both sides' policies say. */
  const steps = [
    ['ingress-nginx', 'ingress-nginx-controller', 'dev-center', 'dev-center-web', 8080],
    ['dev-center', 'dev-center-web', 'dev-center', 'dev-center-api', 8080],
    ['monitoring', 'prometheus', 'dev-center', 'dev-center-api', 8080],
    ['dev-center', 'dev-center-api', 'monitoring-agents', 'telemetry-agent-agent', 4318],
    ['monitoring-agents', 'telemetry-agent-agent', 'monitoring', 'loki', 3100],
    ['monitoring-agents', 'telemetry-agent-agent', 'monitoring', 'jaeger', 4317],
    ['monitoring', 'grafana', 'monitoring', 'loki', 3100],
    ['monitoring', 'grafana', 'monitoring', 'jaeger', 16686],
    ['monitoring', 'grafana', 'monitoring', 'prometheus', 9090],
  ] as const;

  test.each(clusters.flatMap((cluster) => steps.map((step) => [cluster.name, ...step, cluster] as const)))(
    '%s: %s/%s to %s/%s on port %i',
    (_, fromNamespace, from, toNamespace, to, port, cluster) => {
      const podsOf = (namespace: string, name: string) =>
        cluster.namespaces.find((candidate) => candidate.name === namespace)?.paths.find((pods) => pods.name === name);
      const [caller, called] = [podsOf(fromNamespace, from), podsOf(toNamespace, to)];
      const egress = caller?.egress.some(
        (path) =>
          path.class === 'pods' &&
          path.namespace === toNamespace &&
          JSON.stringify(path.selector) === JSON.stringify(called?.selector) &&
          path.ports.some((allowed) => allowed.port === port),
      );
      const ingress = called?.ingress.some(
        (path) =>
          path.class === 'pods' &&
          path.namespace === fromNamespace &&
          JSON.stringify(path.selector) === JSON.stringify(caller?.selector) &&
          path.ports.some((allowed) => allowed.port === port),
      );
      expect({ egress, ingress }).toEqual({ egress: true, ingress: true });
    },
  );

  test.each(clusters.map((cluster) => [cluster.name, cluster] as const))('%s: its ends', (_, cluster) => {
    const podsOf = (namespace: string, name: string) =>
      cluster.namespaces.find((candidate) => candidate.name === namespace)?.paths.find((pods) => pods.name === name);
    const { tiers } = cluster.environment.network;
    expect(podsOf('ingress-nginx', 'ingress-nginx-controller')?.ingress).toContainEqual(
      expect.objectContaining({ class: 'load-balancer', blocks: tiers.public.blocks }),
    );
    expect(podsOf('dev-center', 'dev-center-api')?.egress).toContainEqual(
      expect.objectContaining({ class: 'vpc', blocks: tiers.data.blocks, ports: [{ port: 5432, protocol: 'TCP' }] }),
    );
    expect(podsOf('monitoring', 'loki')?.egress).toContainEqual(expect.objectContaining({ class: 'public' }));
  });
});

test('every data file names its schema, and the schema is there', () => {
  const files = ['apps', 'manifests/values'].flatMap((folder) =>
    readdirSync(join(workspace, folder), { recursive: true, encoding: 'utf8' })
      // Pulumi's own files are Pulumi's to check.
      .filter((path) => path.endsWith('.yaml') && !path.startsWith('cloud/'))
      .map((path) => join(workspace, folder, path)),
  );
  expect(files.length).toBeGreaterThan(16);
  for (const file of files) {
    const named = /^# yaml-language-server: \$schema=(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 'no schema';
    expect(JSON.parse(readFileSync(join(dirname(file), named), 'utf8'))).toHaveProperty('title');
  }
});

test('an overlay of production merges over the values of production alone', () => {
  const replicas = clusters.map(({ addons }) => addons.find((addon) => addon.name === 'argo-cd')?.values['repoServer']);
  expect(replicas).toMatchObject([{ replicas: 3 }, { replicas: 1 }]);
});

test('production has more replicas and keeps data in two zones', () => {
  const [production, staging] = clusters;
  const pods = (cluster: ResolvedCluster | undefined): number =>
    cluster?.apps.reduce((sum, { replicas }) => sum + (replicas?.min ?? 0), 0) ?? 0;
  expect(pods(production)).toBeGreaterThan(pods(staging));
  expect(production?.environment.data.multiZone).toBe(true);
  expect(staging?.environment.data.multiZone).toBe(false);
});
