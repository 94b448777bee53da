import { describe, expect, it } from 'vitest';
import { ingressNginx } from '../src/index.ts';
import { objectsOf, valuesOf } from './context.ts';

describe('ingressNginx', () => {
  it('stands behind one ALB', () => {
    expect({ values: valuesOf(ingressNginx()), objects: objectsOf(ingressNginx()) }).toMatchSnapshot();
  });

  it('trusts forwarded headers and speaks no PROXY protocol', () => {
    expect(valuesOf(ingressNginx())).toHaveProperty(['controller', 'config'], {
      'use-forwarded-headers': 'true',
      'use-proxy-protocol': 'false',
    });
  });

  it('publishes the host name that it is told', () => {
    expect(valuesOf(ingressNginx({ publishStatusAddress: 'edge.riven.dev' }))).toHaveProperty(
      ['controller', 'extraArgs', 'publish-status-address'],
      'edge.riven.dev',
    );
  });
});
