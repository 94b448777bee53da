import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directRegistries, names, resolve, upstreams, type AddonDefinition } from '../src/index.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

const place = { id: '111111111111', region: 'us-east-1' };
const host = '111111111111.dkr.ecr.us-east-1.amazonaws.com';
const digest = `sha256:${'0'.repeat(64)}`;

describe('where an image is pulled from', () => {
  test.each([
    ['quay.io/argoproj/argocd', 'quay/argoproj/argocd'],
    ['registry.k8s.io/pause:3.10', 'kubernetes/pause:3.10'],
    [`ghcr.io/acme/tool:1.2@${digest}`, `github/acme/tool:1.2@${digest}`],
    [`public.ecr.aws/docker/library/redis@${digest}`, `ecr-public/docker/library/redis@${digest}`],
    ['docker.io/grafana/loki', 'docker-hub/grafana/loki'],
    ['grafana/loki:3.7.6', 'docker-hub/grafana/loki:3.7.6'],
    ['redis:8.2', 'docker-hub/library/redis:8.2'],
    ['docker.io/redis', 'docker-hub/library/redis'],
    ['index.docker.io/library/redis', 'docker-hub/library/redis'],
  ])('%s has a copy', (name, copy) => {
    expect(names.imageAddress(name, place).name).toBe(`${host}/${copy}`);
  });

  test.each([
    'nvcr.io/nvidia/k8s-device-plugin:v0.17.4',
    'registry.example.com:5000/team/tool:1',
    'localhost/tool',
    `${host}/riven/identity:1.4.2`,
  ])('%s stays where it is', (name) => {
    expect(names.imageAddress(name, place).name).toBe(name);
  });

  test('comes in the parts that charts ask for', () => {
    expect(names.imageAddress('docker.io/grafana/loki:3.7.6', place)).toEqual({
      registry: host,
      repository: 'docker-hub/grafana/loki',
      name: `${host}/docker-hub/grafana/loki:3.7.6`,
    });
    expect(names.imageAddress('nvcr.io/nvidia/k8s-device-plugin', place)).toMatchObject({
      registry: 'nvcr.io',
      repository: 'nvidia/k8s-device-plugin',
    });
  });

  const part = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const registry = fc.constantFrom(
    '',
    'example.com/',
    'example.com:5000/',
    ...upstreams.map((at) => `${at.upstream}/`),
  );
  const version = fc.constantFrom('', ':1.2.3', `@${digest}`, `:1.2.3@${digest}`);

  test('keeps tag and digest, and is its own address', () => {
    fc.assert(
      fc.property(registry, path, version, (before, middle, after) => {
        const address = names.imageAddress(`${before}${middle}${after}`, place);
        expect(address.name).toBe(`${address.registry}/${address.repository}${after}`);
        expect(names.imageAddress(address.name, place)).toEqual(address);
      }),
    );
  });
});

test('a registry is cached under one prefix or not at all', () => {
  const prefixes = upstreams.map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  const cached = upstreams.map(({ upstream }) => upstream);
  for (const { registry } of directRegistries) expect(cached).not.toContain(registry);
});

describe('in the model', () => {
  const tools: AddonDefinition = {
    name: 'tools',
    namespace: 'tools',
    values: (context) => ({ image: { repository: context.image('quay.io/acme/tools').name } }),
    workloads: {
      tools: {
        selector: { app: 'tools' },
        serviceAccount: 'tools',
        images: ['quay.io/acme/tools'],
        paths: [{ to: 'control-plane' }],
      },
    },
  };
  const shop = located('shop', {
    ...smallApp,
    sidecars: { proxy: { image: 'nginx:1.29', resources: { cpu: '10m', memory: '32Mi' } } },
  });
  const release = { file: 'release.yaml', value: { image: { repository: 'ghcr.io/acme/shop', tag: '1', digest } } };
  const base = definitions({ apps: { shop: { ...shop, releases: { production: release } } } });
  const production = base.clusters['production'];
  if (production === undefined) throw new Error('no cluster');
  const value = { ...production.value, addons: [...examplesAddons, tools] };
  const { platform, problems } = resolve({ ...base, clusters: { production: { ...production, value } } });
  const cluster = platform?.clusters['production'];

  test('an addon and what it runs name the copy', () => {
    expect(problems).toEqual([]);
    const addon = cluster?.addons.find(({ name }) => name === 'tools');
    expect(addon?.values).toEqual({ image: { repository: `${host}/quay/acme/tools` } });
    expect(addon?.workloads[0]?.images).toEqual([`${host}/quay/acme/tools`]);
  });

  test('an app pulls a copy of what is not its own', () => {
    expect(cluster?.apps[0]?.containers.map(({ image }) => image)).toEqual([
      `${host}/github/acme/shop:1@${digest}`,
      `${host}/docker-hub/library/nginx:1.29`,
    ]);
  });
});
