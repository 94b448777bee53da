import { valueAt } from '@espalier/model';
import { describe, expect, it } from 'vitest';
import { ingressNginx, type IngressNginxOptions } from '../src/index.ts';
import { objectsOf, valuesOf } from './context.ts';

describe('ingressNginx', () => {
  it('stands behind one ALB', () => {
    expect({ values: valuesOf(ingressNginx()), objects: objectsOf(ingressNginx()) }).toMatchSnapshot();
  });

  it('believes addresses that the load balancer forwards alone, and speaks no PROXY protocol', () => {
    expect(valuesOf(ingressNginx())).toHaveProperty(
      ['controller', 'config'],
      expect.objectContaining({
        'use-forwarded-headers': 'true',
        'proxy-real-ip-cidr': '10.20.192.0/22,10.20.196.0/22',
        'use-proxy-protocol': 'false',
      }),
    );
  });

  it('serves on until the load balancer has deregistered a pod, and all of it before the pod is killed', () => {
    const values = valuesOf(ingressNginx());
    const number = (path: readonly string[]): number => Number.parseInt(String(valueAt(values, path)), 10);
    const attributes = objectsOf(ingressNginx())[0]?.metadata.annotations ?? {};
    const [, delay] =
      /deregistration_delay\.timeout_seconds=(\d+)$/.exec(
        attributes['alb.ingress.kubernetes.io/target-group-attributes'] ?? '',
      ) ?? [];
    const shutdown = number(['controller', 'extraArgs', 'shutdown-grace-period']);
    const workers = number(['controller', 'config', 'worker-shutdown-timeout']);
    expect(shutdown).toBeGreaterThan(Number(delay));
    expect(number(['controller', 'terminationGracePeriodSeconds'])).toBeGreaterThan(shutdown + workers);
  });

  it('is open to everybody, behind no filter, by default', () => {
    const annotations = (options: IngressNginxOptions) => objectsOf(ingressNginx(options))[0]?.metadata['annotations'];
    const inbound = 'alb.ingress.kubernetes.io/inbound-cidrs';
    const acl = 'alb.ingress.kubernetes.io/wafv2-acl-arn';
    const webAclArn = 'arn:aws:wafv2:us-east-1:333333333333:regional/webacl/edge/1';
    expect(annotations({})).not.toHaveProperty([inbound]);
    expect(annotations({})).not.toHaveProperty([acl]);
    expect(annotations({ inboundCidrs: ['192.0.2.0/24', '198.51.100.0/24'], webAclArn })).toMatchObject({
      [inbound]: '192.0.2.0/24,198.51.100.0/24',
      [acl]: webAclArn,
    });
  });

  it('protects the load balancer as the environment protects its data, by default', () => {
    const attributes = (options: IngressNginxOptions, multiZone: boolean) =>
      objectsOf(ingressNginx(options), { multiZone })[0]?.metadata.annotations?.[
        'alb.ingress.kubernetes.io/load-balancer-attributes'
      ];
    expect(attributes({}, true)).toContain('deletion_protection.enabled=true');
    expect(attributes({}, false)).toContain('deletion_protection.enabled=false');
    // Written out, since leaving an attribute out changes nothing in AWS.
    expect(attributes({ deletionProtection: false }, true)).toContain('deletion_protection.enabled=false');
    expect(attributes({ deletionProtection: true }, false)).toContain('deletion_protection.enabled=true');
  });

  it('passes on hosts of apps that its wildcard is no name of, and hosts above those', () => {
    const rules = (appHosts: readonly string[], options: IngressNginxOptions = {}) =>
      objectsOf(ingressNginx(options), { appHosts })[0]?.['spec'];
    const hosts = (...all: readonly string[]) => ({
      rules: all.map((host) => expect.objectContaining({ host }) as object),
    });
    expect(rules(['id.riven.dev'])).toMatchObject(hosts('*.riven.dev'));
    expect(rules(['riven.dev'])).toMatchObject(hosts('*.riven.dev', 'riven.dev'));
    // Once `api.eu.riven.dev` has a record, DNS no longer answers for `eu.riven.dev` by the wildcard.
    expect(rules(['api.eu.riven.dev', 'eu.riven.dev', 'us.riven.dev'])).toMatchObject(
      hosts('*.riven.dev', 'api.eu.riven.dev', 'eu.riven.dev'),
    );
    expect(rules(['riven.dev'], { hosts: ['riven.dev', '*.riven.dev'] })).toMatchObject(
      hosts('riven.dev', '*.riven.dev'),
    );
  });

  it('publishes the configured host name', () => {
    expect(valuesOf(ingressNginx({ publishStatusAddress: 'edge.riven.dev' }))).toHaveProperty(
      ['controller', 'extraArgs', 'publish-status-address'],
      'edge.riven.dev',
    );
  });
});
