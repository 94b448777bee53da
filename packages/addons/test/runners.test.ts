import { describe, expect, it } from 'vitest';
import { runnerController, runners, type RunnersOptions } from '../src/index.ts';
import { contextOf, objectsOf, valuesOf } from './context.ts';

const addon = runners({ name: 'riven-general', on: 'ci', size: { min: 1, max: 20 } });

describe('runners', () => {
  it('claims a name of its own at GitHub, which two clusters may not share', () => {
    const claimed = (options: Partial<RunnersOptions>) => {
      const { claims } = runners({ name: 'general', on: 'ci', size: { min: 0, max: 1 }, ...options });
      return typeof claims === 'function' ? claims(contextOf(addon)) : claims;
    };
    const what = 'runner scale set';
    expect(claimed({})).toEqual([{ what, name: 'https://github.com/riven/default/general' }]);
    expect(claimed({ scaleSetName: 'a', runnerGroup: 'b', githubConfigUrl: 'https://github.com/acme' })).toEqual([
      { what, name: 'https://github.com/acme/b/a' },
    ]);
    const named = runners({ name: 'general', scaleSetName: 'a', on: 'ci', size: { min: 0, max: 1 } });
    expect(valuesOf(named)).toHaveProperty('runnerScaleSetName', 'a');
  });

  it('runs on the tainted nodes of its group, with BuildKit next to it', () => {
    expect(valuesOf(addon)).toMatchSnapshot();
  });

  it('lets the controller manage it by the name that the controller has', () => {
    expect(valuesOf(addon)).toHaveProperty(['controllerServiceAccount'], {
      namespace: runnerController().namespace,
      name: runnerController().workloads?.['controller']?.serviceAccount,
    });
  });

  it('labels its listener as the controller addon selects it', () => {
    expect(valuesOf(addon)).toHaveProperty(
      ['listenerTemplate', 'metadata', 'labels'],
      runnerController().workloads?.['listener']?.selector,
    );
  });

  it('takes the jobs of the owner of the repository by default', () => {
    expect(valuesOf(addon)).toHaveProperty(['githubConfigUrl'], 'https://github.com/riven');
  });

  it('has no privileged container', () => {
    expect(JSON.stringify(valuesOf(addon))).not.toContain('"privileged":true');
  });

  it('kills BuildKit at a memory of its own, so that both fit on a node', () => {
    const large = runners({
      name: 'large',
      on: 'ci',
      size: { min: 0, max: 1 },
      resources: { cpu: '6', memory: '8Gi' },
      imageBuilder: { memory: '6Gi' },
    });
    const limit = ['resources', 'limits', 'memory'];
    expect(valuesOf(large)).toHaveProperty(['template', 'spec', 'containers', 0, ...limit], '8Gi');
    expect(valuesOf(large)).toHaveProperty(['template', 'spec', 'initContainers', 0, ...limit], '6Gi');
  });

  it('lets BuildKit alone make user namespaces and mount in them', () => {
    expect(valuesOf(addon)).toHaveProperty(
      ['template', 'spec', 'initContainers', 0, 'securityContext'],
      expect.objectContaining({ seccompProfile: { type: 'Unconfined' }, appArmorProfile: { type: 'Unconfined' } }),
    );
    expect(JSON.stringify(valuesOf(addon)).match(/"Unconfined"/g)).toHaveLength(2);
  });

  it('calls no host of packages that is not configured', () => {
    const hosts = (named?: readonly string[]) =>
      runners({ name: 'any', on: 'ci', size: { min: 0, max: 1 }, hosts: named }).workloads?.['runner']?.paths.flatMap(
        (path) => ('hosts' in path ? path.hosts : []),
      );
    expect(hosts()).toEqual(expect.arrayContaining(['github.com', 'ghcr.io']));
    expect(hosts()?.filter((host) => /npm|pypi|crates|maven|rubygems|golang/.test(host))).toEqual([]);
    expect(hosts(['packages.riven.dev'])).toEqual([...(hosts() ?? []), 'packages.riven.dev']);
  });

  it('runs without BuildKit where no images are built', () => {
    const plain = runners({ name: 'plain', on: 'ci', size: { min: 0, max: 1 }, imageBuilder: 'none' });
    expect(JSON.stringify(valuesOf(plain))).not.toContain('buildkit');
    expect(plain.podSecurity).toBeUndefined();
    expect(plain.workloads?.['runner']?.images).toEqual(['ghcr.io/actions/actions-runner']);
  });

  it('knows an image of ones own without its tag and digest', () => {
    const own = runners({ name: 'own', on: 'ci', size: { min: 0, max: 1 }, image: 'r.dev:5000/a/b:1.2@sha256:00' });
    expect(own.workloads?.['runner']?.images).toContain('r.dev:5000/a/b');
  });

  it('pins the ServiceAccount of its pods', () => {
    expect(objectsOf(addon)).toEqual([expect.objectContaining({ kind: 'ServiceAccount' })]);
    expect(valuesOf(addon)).toHaveProperty(['template', 'spec', 'serviceAccountName'], 'riven-general');
  });
});

it('the controller drains before it changes a scale set', () => {
  expect({ values: valuesOf(runnerController()), objects: objectsOf(runnerController()) }).toMatchSnapshot();
});
