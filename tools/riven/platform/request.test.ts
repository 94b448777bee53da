import { describe, expect, test } from 'vitest';
import { at, manifest, manifests, values } from './tree.ts';

/**
 * Follows one request through the rendered files: the address in the file of each step must be the one that the file of
 * the next step serves.
 */
describe.each(['staging', 'production'])('%s: a request from a browser', (cluster) => {
  const host = String(at(manifest(cluster, 'dev-center-web/ingress-dev-center-web.yaml'), 'spec.rules.0.host'));

  /** The Service of an app, with the one container port that its port leads to. */
  function service(app: string): { readonly name: string; readonly port: unknown } {
    const found = manifest(cluster, `${app}/service-${app}.yaml`);
    const port = at(found, 'spec.ports.0.port');
    const containers = at(manifest(cluster, `${app}/deployment-${app}.yaml`), 'spec.template.spec.containers');
    expect(at(containers, '0.ports.0.containerPort')).toBe(port);
    expect(at(found, 'spec.selector')).toEqual(
      at(manifest(cluster, `${app}/deployment-${app}.yaml`), 'spec.selector.matchLabels'),
    );
    return { name: String(at(found, 'metadata.name')), port };
  }

  function environment(app: string): ReadonlyMap<unknown, unknown> {
    const containers = at(manifest(cluster, `${app}/deployment-${app}.yaml`), 'spec.template.spec.containers');
    const variables = at(containers, '0.env');
    if (!Array.isArray(variables)) throw new Error(`${app} has no environment`);
    return new Map(variables.map((variable) => [at(variable, 'name'), variable as unknown]));
  }

  test('comes in through the ALB, whose hosts cover its host', () => {
    const ingress = [...manifests(cluster)].find(([path]) => path.startsWith('ingress-nginx/ingress-'))?.[1];
    expect(at(ingress, 'spec.ingressClassName')).toBe('alb');
    const pattern = String(at(ingress, 'spec.rules.0.host'));
    expect(host.endsWith(pattern.slice(1))).toBe(true);
    expect(at(values(cluster, 'ingress-nginx'), 'controller.service.type')).toBe('ClusterIP');
    expect(at(values(cluster, 'ingress-nginx'), 'controller.config.use-forwarded-headers')).toBe('true');
    expect(at(values(cluster, 'ingress-nginx'), 'controller.config.use-proxy-protocol')).not.toBe('true');
  });

  test('is passed on by the ingress class to dev-center-web', () => {
    const ingress = manifest(cluster, 'dev-center-web/ingress-dev-center-web.yaml');
    expect(at(ingress, 'spec.ingressClassName')).toBe('nginx');
    expect(at(ingress, 'spec.rules.0.http.paths.0.backend.service')).toEqual({
      name: service('dev-center-web').name,
      port: { number: service('dev-center-web').port },
    });
  });

  test('goes on to dev-center-api', () => {
    const { name, port } = service('dev-center-api');
    expect(at(environment('dev-center-web').get('API_URL'), 'value')).toBe(
      `http://${name}.dev-center.svc.cluster.local:${String(port)}`,
    );
  });

  test('reads the database, whose address External Secrets brings', () => {
    const reference = at(environment('dev-center-api').get('DATABASE_HOST'), 'valueFrom.secretKeyRef');
    const secret = manifest(cluster, 'dev-center-api/externalsecret-dev-center-api-database.yaml');
    expect(at(secret, 'spec.target.name')).toBe(at(reference, 'name'));
    expect(at(secret, 'spec.data')).toContainEqual(
      expect.objectContaining({
        secretKey: at(reference, 'key'),
        remoteRef: expect.objectContaining({ key: `riven/${cluster}/dev-center/dev-center-api/database` }) as unknown,
      }),
    );
  });

  test('is counted: Prometheus takes every ServiceMonitor, and finds the port by its name', () => {
    const monitor = manifest(cluster, 'dev-center-api/servicemonitor-dev-center-api.yaml');
    const ports = at(manifest(cluster, 'dev-center-api/service-dev-center-api.yaml'), 'spec.ports');
    expect(ports).toContainEqual(expect.objectContaining({ name: at(monitor, 'spec.endpoints.0.port') }));
    const spec = at(values(cluster, 'prometheus'), 'prometheus.prometheusSpec');
    expect(at(spec, 'serviceMonitorSelectorNilUsesHelmValues')).toBe(false);
    expect(at(spec, 'ruleSelectorNilUsesHelmValues')).toBe(false);
  });

  test('is logged: the agent sends lines to Loki, which keeps them in its bucket with its own role', () => {
    const config = at(values(cluster, 'telemetry-agent'), 'config');
    const exporters = Object.entries(Object(at(config, 'exporters')) as object);
    const [name, exporter] = exporters.find(([, one]) => String(at(one, 'endpoint')).includes('loki.')) ?? [];
    expect(at(exporter, 'endpoint')).toBe('http://loki.monitoring.svc.cluster.local:3100/otlp');
    expect(at(config, 'service.pipelines.logs.exporters')).toContain(name);
    const loki = values(cluster, 'loki');
    const account = { production: '333333333333', staging: '222222222222' }[cluster] ?? '';
    expect(JSON.stringify(at(loki, 'loki.storage.bucketNames'))).toContain(`riven-${cluster}-${cluster}-loki-`);
    expect(JSON.stringify(at(loki, 'serviceAccount.annotations'))).toContain(
      `arn:aws:iam::${account}:role/riven-${cluster}-${cluster}-loki`,
    );
    expect(at(loki, 'loki.compactor.retention_enabled')).toBe(true);
  });

  test('is traced: from the app to the agent, to Jaeger', () => {
    expect(at(environment('dev-center-api').get('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'), 'value')).toBe(
      'http://telemetry-agent.monitoring-agents.svc.cluster.local:4318/v1/traces',
    );
    const config = at(values(cluster, 'telemetry-agent'), 'config');
    const exporters = Object.entries(Object(at(config, 'exporters')) as object);
    const [name] = exporters.find(([, one]) => String(at(one, 'endpoint')).startsWith('jaeger.')) ?? [];
    expect(at(config, 'service.pipelines.traces.exporters')).toContain(name);
    expect(at(config, 'service.pipelines.traces.receivers')).toContain('otlp');
    const jaeger = at(values(cluster, 'jaeger'), 'userconfig');
    expect(String(at(jaeger, 'receivers.otlp.protocols.grpc.endpoint'))).toMatch(/:4317$/);
  });

  test('is seen in Grafana: metrics, logs and traces, linked to each other', () => {
    const sources = at(values(cluster, 'grafana'), 'datasources');
    const list = at(Reflect.get(Object(sources), 'datasources.yaml'), 'datasources');
    if (!Array.isArray(list)) throw new Error('Grafana has no data sources');
    const byType = new Map(list.map((source) => [at(source, 'type'), source as unknown]));
    const uid = (type: string): unknown => at(byType.get(type), 'uid');
    expect([...byType.keys()]).toEqual(expect.arrayContaining(['prometheus', 'loki', 'jaeger']));
    expect(at(byType.get('jaeger'), 'jsonData.tracesToLogsV2.datasourceUid')).toBe(uid('loki'));
    expect(at(byType.get('jaeger'), 'jsonData.tracesToMetrics.datasourceUid')).toBe(uid('prometheus'));
    expect(at(byType.get('loki'), 'jsonData.derivedFields.0.datasourceUid')).toBe(uid('jaeger'));
    expect(at(byType.get('prometheus'), 'jsonData.exemplarTraceIdDestinations.0.datasourceUid')).toBe(uid('jaeger'));
  });
});

describe.each(['staging', 'production'])('%s: a Git push', (cluster) => {
  test('is taken by a runner whose name the workflow says, and released by a file that the tree follows', () => {
    for (const size of ['general', 'large']) {
      const runners = values(cluster, `riven-${size}`);
      expect(at(runners, 'runnerScaleSetName')).toBe(`riven-${cluster}-${size}`);
      expect(at(runners, 'controllerServiceAccount')).toEqual({
        name: at(values(cluster, 'runner-controller'), 'serviceAccount.name'),
        namespace: 'ci-system',
      });
    }
    const image = at(
      manifest(cluster, 'dev-center-api/deployment-dev-center-api.yaml'),
      'spec.template.spec.containers.0.image',
    );
    expect(image).toMatch(/^111111111111\.dkr\.ecr\.us-east-1\.amazonaws\.com\/riven\/dev-center-api:/);
  });
});
