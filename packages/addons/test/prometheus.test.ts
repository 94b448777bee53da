import { describe, expect, it } from 'vitest';
import { prometheus, type PrometheusOptions } from '../src/index.ts';
import { catalogue } from './catalogue.ts';
import { objectsOf, valuesOf, type ClusterFacts } from './context.ts';

interface AlertmanagerConfig {
  readonly route: {
    readonly receiver: string;
    readonly routes: readonly { readonly matchers: readonly string[]; readonly receiver: string }[];
  };
  readonly receivers: readonly { readonly name: string }[];
}

function configuration(options: PrometheusOptions, facts?: ClusterFacts): AlertmanagerConfig {
  const alertmanager: unknown = valuesOf(prometheus(options), facts)['alertmanager'];
  return (alertmanager as { readonly config: AlertmanagerConfig }).config;
}

describe('prometheus', () => {
  it('keeps samples for the configured days and size', () => {
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

  it('reads what it calls receivers with from a secret, and where alerts go from Git', () => {
    expect(prometheus().workloads?.['alertmanager']?.needs).toMatchObject({
      alertReceivers: { kind: 'secret', keys: ['critical-routing-key', 'warning-url'] },
    });
    expect(valuesOf(prometheus())).toMatchObject({
      alertmanager: {
        alertmanagerSpec: { secrets: ['prometheus-alert-receivers'] },
        config: {
          receivers: [
            { name: 'nowhere' },
            {
              name: 'critical',
              pagerduty_configs: [
                { routing_key_file: '/etc/alertmanager/secrets/prometheus-alert-receivers/critical-routing-key' },
              ],
            },
            { name: 'warning', slack_configs: [{ channel: '#alerts' }] },
          ],
        },
      },
    });
  });

  it('sends the alert that always fires to a heartbeat alone, and the one that only inhibits nowhere', () => {
    const critical = { kind: 'webhook', host: 'pages.example.com' } as const;
    const receivers = { critical, warning: critical, heartbeat: { host: 'nosnch.in' } };
    const routes = (options: PrometheusOptions) => {
      const { route } = configuration(options);
      return Object.fromEntries(route.routes.map(({ matchers, receiver }) => [matchers.join(), receiver]));
    };
    expect(routes({})).toMatchObject({ 'alertname = "Watchdog"': 'nowhere', 'alertname = "InfoInhibitor"': 'nowhere' });
    expect(routes({ receivers })).toMatchObject({ 'alertname = "Watchdog"': 'heartbeat' });
    expect(prometheus({ receivers }).workloads?.['alertmanager']?.paths).toContainEqual({
      to: 'public',
      hosts: ['pages.example.com', 'nosnch.in'],
    });
  });

  it('routes to receivers that it has', () => {
    const { route, receivers } = configuration({});
    const names = receivers.map(({ name }) => name);
    for (const { receiver } of [route, ...route.routes]) expect(names).toContain(receiver);
  });

  it('leads from alerts to Grafana, or to addresses that are given, and never to one inside the cluster', () => {
    const urls = (options: PrometheusOptions, facts?: ClusterFacts) => {
      const values = valuesOf(prometheus(options), facts);
      return [
        Reflect.get(Object(Reflect.get(Object(values['prometheus']), 'prometheusSpec')), 'externalUrl'),
        Reflect.get(Object(Reflect.get(Object(values['alertmanager']), 'alertmanagerSpec')), 'externalUrl'),
      ] as unknown;
    };
    expect(urls({})).toEqual(['https://grafana.riven.dev/alerting', 'https://grafana.riven.dev/alerting']);
    expect(urls({ urls: { alertmanager: 'https://alerts.riven.dev' } })).toEqual([
      'https://grafana.riven.dev/alerting',
      'https://alerts.riven.dev',
    ]);
    const withoutGrafana = { addons: catalogue.filter(({ name }) => name !== 'grafana') };
    const config = configuration({}, withoutGrafana);
    expect(JSON.stringify(config)).toContain('"title_link":""');
    expect(JSON.stringify(config)).not.toContain('client_url');
  });

  it('turns each file of alerts into a PrometheusRule', () => {
    const groups = [{ name: 'apps', rules: [] }];
    expect(objectsOf(prometheus(), { documents: { 'team/apps.yaml': { groups } }, multiZone: false })).toEqual([
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
      "ESP2314  manifests/alerts/bad.yaml\n  The file has no list 'groups'.",
    );
  });
});
