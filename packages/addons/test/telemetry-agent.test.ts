import { describe, expect, it } from 'vitest';
import { jaeger, telemetryAgent } from '../src/index.ts';
import { valuesOf, type ClusterFacts } from './context.ts';

const addon = telemetryAgent();
const configuration = (facts: ClusterFacts = {}) => valuesOf(addon, facts)['config'];

describe('telemetryAgent', () => {
  it('passes logs to Loki and traces to Jaeger', () => {
    expect(valuesOf(addon)).toMatchSnapshot();
    expect(configuration()).toMatchObject({
      exporters: {
        'otlp_http/loki': { endpoint: 'http://loki.monitoring.svc.cluster.local:3100/otlp' },
        'otlp_grpc/jaeger': { endpoint: 'jaeger.monitoring.svc.cluster.local:4317' },
      },
    });
  });

  it('passes on only what somebody takes', () => {
    expect(configuration({ addons: [jaeger()] })).toMatchObject({
      service: { pipelines: { logs: { exporters: ['debug'] }, traces: { exporters: ['otlp_grpc/jaeger'] } } },
    });
  });

  it('opens no port on the nodes', () => {
    expect(valuesOf(addon)).toMatchObject({ ports: { otlp: { hostPort: null }, 'otlp-http': { hostPort: null } } });
  });
});
