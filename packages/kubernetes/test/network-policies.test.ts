import type { PodPaths, ResolvedPath } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { auth, cluster } from './fixtures/platform.ts';
import { build, objectOf } from './fixtures/project.ts';

const ports = [{ port: 443, protocol: 'TCP' }] as const;

describe('a path', () => {
  test('to pods is both selectors in one peer: the namespace and the pods in it', () => {
    const selector = { 'app.kubernetes.io/name': 'authorization' };
    expect(egress({ class: 'pods', namespace: 'auth', selector, ports, because: 'talksTo authorization' })).toEqual([
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'auth' } },
            podSelector: { matchLabels: selector },
          },
        ],
        ports,
      },
    ]);
  });

  test.each(['control-plane', 'load-balancer', 'vpc'] as const)('of the class %s is each of its blocks', (name) => {
    const blocks = ['10.20.0.0/24', '172.20.0.1/32'];
    expect(egress({ class: name, blocks, ports, because: 'the API' })).toEqual([
      { to: [{ ipBlock: { cidr: '10.20.0.0/24' } }, { ipBlock: { cidr: '172.20.0.1/32' } }], ports },
    ]);
  });

  test('to public addresses leaves out what is private', () => {
    const except = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
    expect(egress({ class: 'public', except, ports, because: 'talksTo api.stripe.com' })).toEqual([
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except } }], ports },
    ]);
  });

  test('with nothing at its end is never a rule, which would allow everything', () => {
    expect(() => egress({ class: 'vpc', blocks: [], ports, because: 'needs database' })).toThrow('allow everything');
    expect(() => egress({ class: 'vpc', blocks: ['10.0.0.0/8'], ports: [], because: 'x' })).toThrow('allow everything');
  });
});

describe('a policy', () => {
  test('says for each rule what asked for it', () => {
    const { objects } = build('namespaces');
    expect(objectOf(objects, 'NetworkPolicy', 'identity').metadata.annotations).toEqual({
      'espalier.dev/because': 'in: ingress id.riven.dev\nout: DNS\nout: needs database',
    });
  });

  test('of pods without connections denies both directions', () => {
    const policy = policyOf({ name: 'silent', selector: { app: 'silent' }, ingress: [], egress: [] });
    expect(policy).toHaveProperty('spec', {
      podSelector: { matchLabels: { app: 'silent' } },
      policyTypes: ['Ingress', 'Egress'],
    });
  });
});

function egress(path: ResolvedPath): unknown {
  const { spec } = policyOf({ name: 'pods', selector: { app: 'pods' }, ingress: [], egress: [path] });
  return typeof spec === 'object' && spec !== null && 'egress' in spec ? spec.egress : undefined;
}

function policyOf(paths: PodPaths) {
  const { objects } = build('namespaces', cluster({ namespaces: [{ ...auth, paths: [paths] }] }));
  return objectOf(objects, 'NetworkPolicy', paths.name);
}
