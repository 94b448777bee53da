import { describe, expect, it } from 'vitest';
import { grafana, loki, prometheus } from '../src/index.ts';
import { dataSources } from '../src/grafana/data-sources.ts';
import { contextOf, objectsOf, valuesOf, type ClusterFacts } from './context.ts';

const addon = grafana({ host: 'grafana.riven.dev' });
const sources = (facts: ClusterFacts = {}) => dataSources(contextOf(addon, facts));

describe('grafana', () => {
  it('is provisioned from Git', () => {
    expect(valuesOf(addon, { files: { 'red.json': '{"title":"RED"}' } })).toMatchSnapshot();
  });

  it('links metrics, logs and traces to each other', () => {
    expect(sources()).toMatchObject([
      {
        uid: 'prometheus',
        url: 'http://kps-prometheus.monitoring.svc.cluster.local:9090',
        jsonData: { exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: 'jaeger' }] },
      },
      {
        uid: 'loki',
        url: 'http://loki.monitoring.svc.cluster.local:3100',
        jsonData: { derivedFields: [{ datasourceUid: 'jaeger' }, { datasourceUid: 'jaeger' }] },
      },
      {
        uid: 'jaeger',
        url: 'http://jaeger.monitoring.svc.cluster.local:16686',
        jsonData: { tracesToLogsV2: { datasourceUid: 'loki' }, tracesToMetrics: { datasourceUid: 'prometheus' } },
      },
      { uid: 'alertmanager' },
    ]);
  });

  it.each([
    'level=info trace_id=0af7651916cd43dd8448eb211c80319c msg=ok',
    'traceId: 0af7651916cd43dd8448eb211c80319c',
    '{"traceId":"0af7651916cd43dd8448eb211c80319c"}',
  ])('finds the trace in the line %s', (line) => {
    const [, logs] = sources();
    expect(logs).toHaveProperty(
      ['jsonData', 'derivedFields', 1, 'matcherRegex'],
      expect.toSatisfy((pattern: string) => new RegExp(pattern).exec(line)?.[1] === '0af7651916cd43dd8448eb211c80319c'),
    );
    expect(logs).toHaveProperty(
      ['jsonData', 'derivedFields', 0],
      expect.objectContaining({ matcherType: 'label', matcherRegex: 'trace_id' }),
    );
  });

  it('finds the lines of a trace by their text, whatever the agent made of them', () => {
    expect(sources()[2]).toHaveProperty(
      ['jsonData', 'tracesToLogsV2'],
      expect.objectContaining({ customQuery: true, query: '{$${__tags}} |= `$${__trace.traceId}`' }),
    );
  });

  it('has no link to what the cluster lacks', () => {
    const facts = { addons: [prometheus(), loki()] };
    expect(sources(facts)).toMatchObject([{ uid: 'prometheus' }, { uid: 'loki' }, { uid: 'alertmanager' }]);
    expect(JSON.stringify(valuesOf(addon, facts))).not.toContain('jaeger');
  });

  it('doubles the dollars of its query language, which provisioning would expand', () => {
    const text = JSON.stringify(valuesOf(addon));
    expect(text.match(/(?<!\$)\$(?!\$)/g)).toBeNull();
  });

  it('mounts each dashboard of Git from a ConfigMap of its own', () => {
    const facts = { files: { 'apps/red.json': '{"title":"RED"}', 'README.md': 'not one' } };
    expect(objectsOf(addon, facts)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'grafana-dashboard-apps-red', namespace: 'monitoring' },
        data: { 'apps-red.json': '{"title":"RED"}' },
      },
    ]);
    expect(valuesOf(addon, facts)).toHaveProperty(
      ['extraConfigmapMounts'],
      [
        {
          name: 'grafana-dashboard-apps-red',
          configMap: 'grafana-dashboard-apps-red',
          mountPath: '/var/lib/grafana/dashboards/apps-red',
          readOnly: true,
          optional: false,
        },
      ],
    );
  });

  it('serves on the port that its container has', () => {
    expect(valuesOf(addon)).toHaveProperty(['service'], { type: 'ClusterIP', port: 3000, targetPort: 3000 });
  });

  it.each([
    ['{oops', 'ESP2314  manifests/dashboards/red.json:1:2\n  This is not JSON: '],
    ['{\n  "title": ,', 'ESP2314  manifests/dashboards/red.json:2:12\n  This is not JSON: '],
    ['{ "title": "Red"', 'ESP2314  manifests/dashboards/red.json:1:17\n  This is not JSON: '],
    ['[]', "ESP2314  manifests/dashboards/red.json\n  The file has no 'title'."],
  ])('refuses the dashboard %j', (json, expected) => {
    expect(() => objectsOf(addon, { files: { 'red.json': json } })).toThrow(expected);
  });

  it('refuses a dashboard whose name no ConfigMap can have', () => {
    expect(() => objectsOf(addon, { files: { 'Bad Näme.json': '{}' } })).toThrow(
      "manifests/dashboards/Bad Näme.json\n  A ConfigMap cannot be called 'grafana-dashboard-bad näme'.",
    );
  });
});
