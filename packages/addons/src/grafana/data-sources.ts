import type { AddonContext, Json, ResolvedEndpoint } from '@espalier/model';

type DataSource = { readonly [field: string]: Json };

/**
 * The cluster's data sources, linked to each other: from a trace to its logs and metrics, from a log line and from an
 * exemplar to the trace. Uids are fixed, since links and dashboards name them.
 *
 * Grafana expands `$name` in provisioned files, so a `$` of the query language is doubled.
 */
export function dataSources(context: AddonContext): readonly DataSource[] {
  const metrics = context.endpoint('metrics');
  const logs = context.endpoint('logs');
  const traces = context.endpoint('traces');
  const alerts = context.endpoint('alerts');
  return [
    ...(metrics === undefined ? [] : [prometheus(metrics, traces !== undefined)]),
    ...(logs === undefined ? [] : [loki(logs, traces !== undefined)]),
    ...(traces === undefined ? [] : [jaeger(traces, logs !== undefined, metrics !== undefined)]),
    ...(alerts === undefined ? [] : [alertmanager(alerts)]),
  ];
}

function prometheus(endpoint: ResolvedEndpoint, hasTraces: boolean): DataSource {
  return {
    ...source('Prometheus', 'prometheus', endpoint),
    isDefault: true,
    jsonData: {
      httpMethod: 'POST',
      timeInterval: '30s',
      ...(hasTraces ? { exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: 'jaeger' }] } : {}),
    },
  };
}

function loki(endpoint: ResolvedEndpoint, hasTraces: boolean): DataSource {
  const toTrace = { url: '$${__value.raw}', datasourceUid: 'jaeger', urlDisplayLabel: 'Trace' };
  return {
    ...source('Loki', 'loki', endpoint),
    jsonData: hasTraces
      ? {
          derivedFields: [
            // From the structured metadata that the agent adds to a line of JSON, or from the text of another line.
            { name: 'trace', matcherType: 'label', matcherRegex: 'trace_id', ...toTrace },
            { name: 'traceInLine', matcherRegex: traceInLine, ...toTrace },
          ],
        }
      : {},
  };
}

/** A trace's ID in a line: `trace_id=…`, `traceId: …`, `"trace_id":"…"`. */
const traceInLine = 'trace_?[iI]d"?\\s*[=:]\\s*"?([0-9a-fA-F]{32})';

function jaeger(endpoint: ResolvedEndpoint, hasLogs: boolean, hasMetrics: boolean): DataSource {
  return {
    ...source('Jaeger', 'jaeger', endpoint),
    jsonData: {
      nodeGraph: { enabled: true },
      ...(hasLogs ? { tracesToLogsV2: tracesToLogs } : {}),
      ...(hasMetrics ? { tracesToMetrics } : {}),
    },
  };
}

function alertmanager(endpoint: ResolvedEndpoint): DataSource {
  return { ...source('Alertmanager', 'alertmanager', endpoint), jsonData: { implementation: 'prometheus' } };
}

const aroundTheSpan = { spanStartTimeShift: '-5m', spanEndTimeShift: '5m' };

/**
 * The lines of a span's namespace that contain the trace's ID. A filter on the text finds all of them: the agent reads
 * the IDs from the text and does not change it.
 */
const tracesToLogs = {
  datasourceUid: 'loki',
  ...aroundTheSpan,
  tags: [{ key: 'k8s.namespace.name', value: 'k8s_namespace_name' }],
  customQuery: true,
  query: '{$${__tags}} |= `$${__trace.traceId}`',
};

/** Prometheus names an app by the namespace and the job it scrapes. */
const tracesToMetrics = {
  datasourceUid: 'prometheus',
  ...aroundTheSpan,
  tags: [
    { key: 'k8s.namespace.name', value: 'namespace' },
    { key: 'service.name', value: 'job' },
  ],
  queries: [
    { name: 'Requests', query: 'sum(rate(http_server_request_duration_seconds_count{$$__tags}[5m]))' },
    {
      name: 'Errors',
      query: 'sum(rate(http_server_request_duration_seconds_count{$$__tags,http_response_status_code=~"5.."}[5m]))',
    },
    {
      name: 'Duration, 95th percentile',
      query: 'histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{$$__tags}[5m])))',
    },
  ],
};

function source(name: string, type: string, { host, port }: ResolvedEndpoint) {
  return { name, uid: type, type, access: 'proxy', editable: false, url: `http://${host}:${port}` };
}
