import { describe, expect, it } from 'vitest';
import { prometheus } from '../src/index.ts';
import { objectsOf, valuesOf } from './context.ts';

describe('prometheus', () => {
  it('keeps samples for the days and the size that it is told', () => {
    expect(valuesOf(prometheus({ retentionDays: 15, storage: '200Gi' }))).toMatchSnapshot();
  });

  it('leaves a fifth of the volume to the write-ahead log', () => {
    expect(valuesOf(prometheus({ storage: '200Gi' }))).toHaveProperty(
      ['prometheus', 'prometheusSpec', 'retentionSize'],
      '160GiB',
    );
  });

  it('reads every object, not only those of its release', () => {
    const values = valuesOf(prometheus());
    for (const kind of ['serviceMonitor', 'podMonitor', 'probe', 'rule', 'scrapeConfig'])
      expect(values).toHaveProperty(['prometheus', 'prometheusSpec', `${kind}SelectorNilUsesHelmValues`], false);
  });

  it('reaches the web ports and the reloaders of every replica, which its own ServiceMonitors scrape', () => {
    const { prometheus: server, alertmanager } = prometheus({ replicas: 2 }).workloads ?? {};
    for (const workload of ['prometheus', 'alertmanager'])
      expect(server?.paths).toContainEqual({ to: 'workload', workload, port: 'reloader' });
    expect(server?.paths).toContainEqual({ to: 'metrics' });
    expect(server).toMatchObject({ ports: { web: 9090, reloader: 8080 }, metricsPort: 'web' });
    expect(alertmanager).toMatchObject({ ports: { web: 9093, reloader: 8080 }, metricsPort: 'web' });
  });

  it('needs neither a hook Job nor a certificate', () => {
    expect(valuesOf(prometheus())).toMatchObject({
      prometheusOperator: { admissionWebhooks: { enabled: false }, tls: { enabled: false } },
    });
  });

  it('checks rules when they are applied, with a certificate of cert-manager', () => {
    const addon = prometheus({ admissionWebhooks: true });
    expect(valuesOf(addon)).toMatchObject({
      prometheusOperator: {
        admissionWebhooks: {
          enabled: true,
          patch: { enabled: false },
          certManager: { issuerRef: { name: 'internal-ca' } },
        },
        tls: { enabled: true, internalPort: 10250 },
      },
    });
    expect(addon.workloads?.['operator']).toMatchObject({
      ports: { https: 10250 },
      metricsPort: 'https',
      paths: [{ to: 'control-plane' }, { from: 'control-plane', port: 'https' }],
    });
    expect(addon.requires).toContainEqual({ crdGroup: 'cert-manager.io' });
    expect(addon.ignoreDifferences).not.toEqual([]);
  });

  it('reads where alerts go from a secret', () => {
    expect(valuesOf(prometheus())).toHaveProperty(
      ['alertmanager', 'alertmanagerSpec', 'configSecret'],
      'prometheus-alertmanager-configuration',
    );
    expect(prometheus().workloads?.['alertmanager']?.needs).toMatchObject({
      alertmanagerConfiguration: { kind: 'secret', keys: ['alertmanager.yaml'] },
    });
  });

  it('turns each file of alerts into a PrometheusRule', () => {
    const groups = [{ name: 'apps', rules: [] }];
    expect(objectsOf(prometheus(), { documents: { 'team/apps.yaml': { groups } } })).toEqual([
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: { name: 'team-apps', namespace: 'monitoring' },
        spec: { groups },
      },
    ]);
  });

  it.each([null, 'hello', { alrt: [] }])('refuses the alert rules %j', (document) => {
    expect(() => objectsOf(prometheus(), { documents: { 'bad.yaml': document } })).toThrow(
      "bad.yaml has no list 'groups'",
    );
  });
});
