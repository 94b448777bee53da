import { describe, expect, test } from 'vitest';
import { container, identity, plainApp } from './fixtures/app.ts';
import { asYaml, build, buildApp, listed, objectOf, problemsOf } from './fixtures/project.ts';

describe('an app', () => {
  test('is the objects that its definition asks for', async () => {
    await expect(asYaml(build('identity').objects)).toMatchFileSnapshot('snapshots/identity.yaml');
  });

  test('without ports, needs, scaling or files is a ServiceAccount and a workload', () => {
    const single = { min: 1, max: 1, cpuPercent: undefined, memoryPercent: undefined };
    expect(listed(buildApp(plainApp({ replicas: single })))).toEqual([
      'ServiceAccount identity',
      'Deployment identity',
    ]);
  });

  test('has labels that are legal, whatever its release is called', () => {
    const object = objectOf(buildApp(plainApp({ version: `_v1+build.${'7'.repeat(80)}-` })), 'Deployment');
    const version = ['spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/version'];
    expect(object).toHaveProperty(version, `v1-build.${'7'.repeat(54)}`);
  });

  test('says its version on its pods alone, so that a release changes one file', () => {
    const [before, after] = ['1', '2'].map((version) => buildApp(plainApp({ version })));
    const changed = before?.filter((object, index) => JSON.stringify(object) !== JSON.stringify(after?.[index]));
    expect(changed?.map(({ kind }) => kind)).toEqual(['Deployment']);
  });

  test('is selected by its name and nothing that changes', () => {
    const selector = { 'app.kubernetes.io/name': 'identity', 'app.kubernetes.io/instance': 'identity' };
    const { objects } = build('identity');
    expect(objectOf(objects, 'Deployment')).toMatchObject({ spec: { selector: { matchLabels: selector } } });
    expect(objectOf(objects, 'Service')).toHaveProperty('spec.selector', selector);
    expect(objectOf(objects, 'PodDisruptionBudget')).toHaveProperty('spec.selector.matchLabels', selector);
  });

  test('says how many pods it has only where nothing scales it', () => {
    const fixed = buildApp(plainApp({ replicas: { min: 3, max: 3, cpuPercent: undefined, memoryPercent: undefined } }));
    expect(objectOf(fixed, 'Deployment')).toHaveProperty('spec.replicas', 3);
    expect(listed(fixed)).not.toContain('HorizontalPodAutoscaler identity');
    expect(objectOf(build('identity').objects, 'Deployment')).not.toHaveProperty('spec.replicas');
  });

  test('has a disruption budget only where a pod can be spared', () => {
    const bounds = { cpuPercent: 70, memoryPercent: 80 };
    const one = buildApp(plainApp({ replicas: { min: 1, max: 4, ...bounds } }));
    const two = buildApp(plainApp({ replicas: { min: 2, max: 4, ...bounds }, maxUnavailable: '25%' }));
    expect(listed(one)).not.toContain('PodDisruptionBudget identity');
    expect(objectOf(two, 'PodDisruptionBudget')).toHaveProperty('spec.maxUnavailable', '25%');
  });

  test('is scraped only in clusters that know ServiceMonitors', () => {
    expect(listed(buildApp(identity))).toContain('ServiceMonitor identity');
    expect(listed(buildApp(identity, { crdGroups: ['external-secrets.io'] }))).not.toContain('ServiceMonitor identity');
  });

  test('sends traces only in clusters that take them', () => {
    const names = (otlpEndpoint: string | undefined) => environmentNames(buildApp(identity, { otlpEndpoint }));
    expect(names('http://collector:4318')).toContain('OTEL_SERVICE_NAME');
    expect(names(undefined).filter((name) => name.startsWith('OTEL_'))).toEqual([]);
  });

  test('keeps memory as it was spelled', () => {
    const resources = { cpu: '1500m', memory: '1Gi', cpuLimit: '2', memoryLimit: '1.5Gi', gpus: 0 };
    const deployment = objectOf(buildApp(plainApp({ containers: [container({ resources })] })), 'Deployment');
    expect(deployment).toHaveProperty('spec.template.spec.containers[0].resources', {
      requests: { cpu: '1500m', memory: '1Gi' },
      limits: { cpu: '2', memory: '1.5Gi' },
    });
  });

  test('has no field that Kubernetes assumes anyway', () => {
    const text = JSON.stringify(build('identity').objects);
    for (const noise of ['metadata.addr', 'externalIPs', 'hostNetwork', 'setHostname', 'shareProcess', 'dnsPolicy']) {
      expect(text).not.toContain(noise);
    }
    for (const noise of ['minReadySeconds', 'progressDeadlineSeconds', 'startupProbe', '"privileged"', '"scheme"']) {
      expect(text).not.toContain(noise);
    }
  });

  test('has its configuration files applied by the server once they are too large for an annotation', () => {
    const options = (bytes: number) => {
      const app = plainApp({ containers: [container({ files: { '/etc/a': 'x'.repeat(bytes) } })] });
      return objectOf(buildApp(app), 'ConfigMap').metadata.annotations;
    };
    expect(options(200_000)).toBeUndefined();
    expect(options(262_144)).toEqual({ 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' });
  });

  test('is replaced when a configuration file changes, and only then', () => {
    const checksum = (text: string) => {
      const app = plainApp({ containers: [container({ files: { '/etc/identity.yaml': text } })] });
      return /"espalier.dev\/config-checksum":"(\w+)"/.exec(JSON.stringify(buildApp(app)))?.[1];
    };
    expect(checksum('a: 1')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum('a: 1')).toBe(checksum('a: 1'));
    expect(checksum('a: 1')).not.toBe(checksum('a: 2'));
  });
});

describe('variables of its own', () => {
  const own = (environment: Readonly<Record<string, string>>): readonly string[] =>
    environmentNames(buildApp(plainApp({ containers: [container({ environment })] })));

  test('come after those that they refer to, since Kubernetes resolves nothing that comes later', () => {
    expect(own({ A_URL: 'http://$(HOST):$(PORT)', HOST: 'db.$(ZONE)', PORT: '1', ZONE: 'z' })).toEqual([
      'ZONE',
      'HOST',
      'PORT',
      'A_URL',
    ]);
  });

  test('are else in the order of their names, however they are written down', () => {
    expect(own({ B: '1', A: '$$(date) $$(B) $(KUBERNETES_SERVICE_HOST)', C: '' })).toEqual(['A', 'B', 'C']);
    expect(own({ C: '', A: '$(C)', B: '1' })).toEqual(own({ B: '1', C: '', A: '$(C)' }));
  });
});

describe('a sidecar', () => {
  const proxy = container({ name: 'proxy', image: 'envoyproxy/envoy:v1.36.0' });
  const spec = (object: object | undefined, ...path: readonly string[]) =>
    path.reduce<unknown>((at, key) => Reflect.get(Object(at), key), object);

  test('of a job is started before the main container and stopped after it, or the job would never end', () => {
    const containers = [container(), proxy] as const;
    const job = buildApp(
      plainApp({ workload: { kind: 'job', retries: 0, deadlineSeconds: 60 }, replicas: undefined, containers }),
    );
    expect(spec(objectOf(job, 'Job'), 'spec', 'template', 'spec')).toMatchObject({
      containers: [{ name: 'identity' }],
      initContainers: [{ name: 'proxy', restartPolicy: 'Always', resources: { requests: {} } }],
    });
    const workload = {
      kind: 'cronJob',
      schedule: '0 3 * * *',
      timeZone: 'UTC',
      concurrency: 'Forbid',
      retries: 0,
      deadlineSeconds: 60,
    } as const;
    const cronJob = buildApp(
      plainApp({ workload, replicas: undefined, containers: [container(), proxy, { ...proxy, name: 'tunnel' }] }),
    );
    expect(spec(objectOf(cronJob, 'CronJob'), 'spec', 'jobTemplate', 'spec', 'template', 'spec')).toMatchObject({
      containers: [{ name: 'identity' }],
      initContainers: [{ name: 'proxy' }, { name: 'tunnel' }],
    });
  });

  test('of what runs forever is a container like any other', () => {
    const deployment = buildApp(plainApp({ containers: [container(), proxy] }));
    expect(spec(objectOf(deployment, 'Deployment'), 'spec', 'template', 'spec')).toMatchObject({
      containers: [{ name: 'identity' }, { name: 'proxy' }],
    });
    expect(objectOf(deployment, 'Deployment')).not.toHaveProperty('spec.template.spec.initContainers');
  });
});

describe('an app is refused', () => {
  test('where a variable of its own is injected already', () => {
    const app = { ...identity, containers: [container({ environment: { DATABASE_HOST: 'localhost' } })] as const };
    expect(problemsOf(() => buildApp(app))).toEqual([
      {
        code: 'ESP3001',
        file: 'apps/identity/app.ts',
        path: 'container.environment.DATABASE_HOST',
        found: "The variable DATABASE_HOST is also set by the need 'database'.",
        expected: 'Each environment variable is set in one place.',
        remedy: 'Rename the variable, the key or the need.',
      },
    ]);
  });

  test('where two needs inject one variable', () => {
    const secret = (name: string, keys: readonly string[]) => {
      const secretPath = `riven/production/auth/identity/${name}`;
      return {
        kind: 'secret',
        name,
        keys,
        secretPath,
        secretName: name,
        as: 'environment',
        description: undefined,
      } as const;
    };
    const app = plainApp({ needs: [secret('api', ['key', 'id']), secret('apiKey', ['value'])] });
    expect(problemsOf(() => buildApp(app))[0]?.found).toBe(
      "The variable API_KEY comes from the key 'key' of the need 'api' and from the need 'apiKey'.",
    );
  });

  test('where two keys of a secret inject one variable', () => {
    const need = {
      kind: 'secret',
      name: 'github',
      keys: ['api-key', 'api_key', 'API-KEY'],
      secretPath: 'riven/production/auth/identity/github',
      secretName: 'identity-github',
      as: 'environment',
      description: undefined,
    } as const;
    expect(problemsOf(() => buildApp(plainApp({ needs: [need] })))[0]).toMatchObject({
      code: 'ESP3001',
      path: 'needs',
      found:
        "The variable GITHUB_API_KEY comes from the key 'api-key' of the need 'github' and from the key 'api_key' of the need 'github'.",
    });
  });

  test('where variables refer to each other', () => {
    const environment = { A: '$(B)', B: '$(C)', C: 'x$(B)', D: '$(A)' };
    expect(problemsOf(() => buildApp(plainApp({ containers: [container({ environment })] })))).toEqual([
      {
        code: 'ESP3030',
        file: 'apps/identity/app.ts',
        path: 'container.environment.B',
        found: 'These variables refer to each other: $(B) → $(C) → $(B).',
        expected: 'References without a cycle.',
        remedy: "Write one of the values in full; '$$(NAME)' gives the text '$(NAME)'.",
      },
    ]);
  });

  test('where a value refers to what is not there', () => {
    const environment = { URL: 'postgres://$(DATABASE_HOTS)', DATABASE_HOST: 'db', TEXT: '$$(ANY)' };
    const args = ['--host=$(DATABASE_HOTS)', 'echo $(date) $(hostname)', '--at=$(KUBERNETES_SERVICE_HOST)'];
    const app = plainApp({
      containers: [container({ environment, args }), container({ name: 'proxy', environment: { OF: '$(OTHER)' } })],
    });
    const [main, ...sidecars] = app.containers;
    const found = '$(DATABASE_HOTS) does not refer to a variable of the container.';
    expect(problemsOf(() => buildApp({ ...app, containers: [main] }))).toEqual([
      {
        code: 'ESP3033',
        file: 'apps/identity/app.ts',
        path: 'container.environment.URL',
        found: `${found} Did you mean 'DATABASE_HOST'?`,
        expected: 'Its variables: DATABASE_HOST, TEXT, URL.',
        remedy: "Correct the name; '$$(NAME)' gives the text '$(NAME)'.",
      },
      expect.objectContaining({ path: 'container.args[0]' }),
    ]);
    expect(problemsOf(() => buildApp({ ...app, containers: [container(), ...sidecars] }))).toMatchObject([
      {
        path: 'sidecars.proxy.environment.OF',
        expected: 'Its variables: OF; only the main container gets those of needs.',
      },
    ]);
  });

  test('where a claim would take the place of a volume', () => {
    const volumes = [{ name: 'config', path: '/data', size: '1Gi', storageClass: 'gp3' }];
    const app = plainApp({
      workload: { kind: 'statefulSet', ordered: false, volumes },
      containers: [container({ files: { '/etc/a.yaml': 'a: 1' } })],
    });
    expect(problemsOf(() => buildApp(app))[0]).toMatchObject({ code: 'ESP3031', path: 'workload.volumes.config' });
  });

  test('where its cluster has no ingress class', () => {
    expect(problemsOf(() => buildApp(identity, { ingressClass: undefined }))[0]).toMatchObject({
      code: 'ESP3002',
      path: 'ingress',
      found: "A cluster of the environment 'production' has no ingress class for id.riven.dev.",
    });
  });

  test('where two things would be mounted at one path', () => {
    const app = plainApp({ containers: [container({ files: { '/tmp': '' } })] });
    expect(problemsOf(() => buildApp(app))[0]).toMatchObject({
      code: 'ESP3003',
      path: 'container',
      found: 'Two volumes would be mounted at /tmp.',
    });
  });

  test('where a probe asks a port that is not there', () => {
    const check = { kind: 'tcp', port: 'grpc' } as const;
    const ready = { check, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3, initialDelaySeconds: 0 };
    const probes = { ready, live: undefined, start: undefined };
    const app = plainApp({ containers: [container({ ports: [{ name: 'http', port: 8080 }], probes })] });
    expect(problemsOf(() => buildApp(app))[0]).toMatchObject({
      code: 'ESP3004',
      found: "Something refers to a port called 'grpc', which the container does not have.",
      expected: 'A port of the container: http.',
    });
  });

  test('where two containers share a port', () => {
    const ports = [{ name: 'http', port: 8080 }];
    const app = plainApp({ containers: [container({ ports }), container({ name: 'proxy', ports })] });
    expect(problemsOf(() => buildApp(app))[0]).toMatchObject({
      code: 'ESP3005',
      path: 'sidecars.proxy',
      found: "The port 'http' is also one of the container 'identity'.",
    });
  });
});

function environmentNames(objects: ReturnType<typeof buildApp>): readonly string[] {
  return [...JSON.stringify(objectOf(objects, 'Deployment')).matchAll(/"name":"([A-Z_]+)"/g)].map(
    ([, name = '']) => name,
  );
}
