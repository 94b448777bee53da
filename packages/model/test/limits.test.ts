import { describe, expect, test } from 'vitest';
import { formatProblem, needsServerSideApply, resolve, whyTooLarge, type AppDefinition } from '../src/index.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

function problemsOf(name: string, change: Partial<AppDefinition>): string {
  const apps = { [name]: located(name, { ...smallApp, ...change }, ['staging']) };
  return resolve(definitions({ apps })).problems.map(formatProblem).join('\n\n');
}

const job = { resources: smallApp.container.resources };

describe('what is made of the name of an app', () => {
  test.each([
    ['statefulSet', 52],
    ['deployment', 63],
    ['job', 63],
    ['cronJob', 52],
  ] as const)('of a %s fits %i characters and no more', (kind, length) => {
    const workload = kind === 'cronJob' ? { kind, schedule: '0 3 * * *' } : { kind };
    const container = kind === 'job' || kind === 'cronJob' ? job : smallApp.container;
    expect(problemsOf('a'.repeat(length), { workload, container })).toBe('');
    if (length < 63) expect(problemsOf('a'.repeat(length + 1), { workload, container })).toContain('ESP2205');
    else expect(problemsOf('a'.repeat(length + 1), { workload, container })).toContain('ESP2003');
  });

  test('is reported with the name that it would have', () => {
    expect(problemsOf('a'.repeat(55), { workload: { kind: 'statefulSet' } })).toMatchInlineSnapshot(`
      "ESP2205  apps/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/app.ts
        The label 'controller-revision-hash' of the StatefulSet's pods would be called 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-xxxxxxxxxx', which has 66 characters.
        At most 63 characters: it is a label.
        Shorten the name of its folder."
    `);
  });

  test('is the number of the last pod, too', () => {
    const app = { workload: { kind: 'statefulSet' as const, volumes: { data: { path: '/data', size: '1Gi' } } } };
    expect(problemsOf('a'.repeat(52), { ...app, replicas: { min: 1, max: 5000, cpu: '50%' } })).toBe('');
  });

  test('is a volume for the files of a secret', () => {
    const need = 'aB'.repeat(20);
    expect(problemsOf('shop', { needs: { [need]: { kind: 'secret', as: 'files' } } })).toContain(
      "The volume would be called 'secret-a-ba-b",
    );
    expect(problemsOf('shop', { needs: { [need]: { kind: 'secret' } } })).toBe('');
  });

  test('is a Service, whose name starts with a letter', () => {
    expect(problemsOf('1shop', {})).toContain("The Service of the app would be called '1shop'.");
    expect(problemsOf('1shop', { container: job, workload: { kind: 'job' } })).toBe('');
  });
});

describe('the size of an object', () => {
  const configMap = (bytes: number): Parameters<typeof whyTooLarge>[0] => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'files' },
    data: { file: 'ä'.repeat(Math.floor(bytes / 2)) },
  });

  test('above which the annotation of a client-side apply does not hold it', () => {
    expect(needsServerSideApply(configMap(250_000))).toBe(false);
    expect(needsServerSideApply(configMap(262_144))).toBe(true);
  });

  test('above which the API server refuses it', () => {
    expect(whyTooLarge(configMap(1_048_576))).toBeUndefined();
    expect(whyTooLarge(configMap(1_048_578))).toEqual({
      found: "The ConfigMap 'files' holds 1048578 bytes.",
      expected: 'At most 1048576 bytes of data in a ConfigMap or Secret.',
    });
    const rule = {
      ...configMap(0),
      kind: 'PrometheusRule',
      apiVersion: 'monitoring.coreos.com/v1',
      spec: 'x'.repeat(1_600_000),
    };
    expect(whyTooLarge(rule)?.expected).toContain('1572864 bytes');
  });

  test('of all files of a pod, sidecars included', () => {
    const container = { ...smallApp.container, files: { '/a': 'x'.repeat(1_000_000) } };
    const sidecars = {
      proxy: { image: 'a/b:1', resources: { cpu: '1m', memory: '16Mi' }, files: { '/b': 'x'.repeat(50_000) } },
    };
    expect(problemsOf('shop', { container })).toBe('');
    expect(problemsOf('shop', { container, sidecars })).toContain(
      'ESP2238  apps/shop/app.ts  container.files\n  The files of the pod have 1050000 bytes.',
    );
  });

  test('of what an addon brings along', () => {
    const { clusters } = definitions();
    const { staging } = clusters;
    if (staging === undefined) throw new Error('there is no cluster staging');
    const own = { name: 'own', namespace: 'own', objects: [configMap(2_000_000)] };
    const value = { ...staging.value, addons: [...examplesAddons, own] };
    expect(
      resolve(definitions({ clusters: { staging: { ...staging, value } } })).problems.map(({ code, path }) => [
        code,
        path,
      ]),
    ).toEqual([['ESP2238', 'addons[3].objects[0]']]);
  });
});

test('a host whose certificate would have too long a name', () => {
  const deep = `${'a'.repeat(50)}.eu.{domain}`;
  expect(problemsOf('shop', { ingress: { host: deep } })).toContain('ESP2205  apps/shop/app.ts  ingress.host');
  expect(problemsOf('shop', { ingress: { host: `${'a'.repeat(60)}.{domain}` } })).toBe('');
});

test('a domain that ACM issues no certificate of', () => {
  const { platform } = definitions();
  const value = { ...platform.value, domain: `${'a'.repeat(61)}.dev` };
  expect(resolve(definitions({ platform: { ...platform, value } })).problems.map(({ path }) => path)).toEqual([
    'domain',
  ]);
});
