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

  it('keeps lines on the disk of the node until Loki answers', () => {
    expect(valuesOf(addon)).toHaveProperty(['presets', 'logsCollection', 'storeCheckpoints'], true);
    expect(configuration()).toMatchObject({
      receivers: { filelog: { retry_on_failure: { max_elapsed_time: '0s' } } },
      exporters: {
        'otlp_http/loki': {
          sending_queue: { enabled: true, storage: 'file_storage', block_on_overflow: true },
          retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
        },
      },
    });
  });

  it('takes logs from files alone, unbatched, and traces by OTLP alone, so that no line is lost or comes twice', () => {
    expect(configuration()).toMatchObject({
      service: {
        pipelines: {
          logs: { receivers: [], processors: ['memory_limiter', 'resource/cluster', 'transform/logs'] },
          traces: { receivers: ['otlp'] },
        },
      },
    });
  });

  it('forwards only what another addon receives', () => {
    expect(configuration({ addons: [jaeger()] })).toMatchObject({
      service: { pipelines: { logs: { exporters: ['debug'] }, traces: { exporters: ['otlp_grpc/jaeger'] } } },
    });
  });

  it('opens no port on the nodes', () => {
    expect(valuesOf(addon)).toMatchObject({ ports: { otlp: { hostPort: null }, 'otlp-http': { hostPort: null } } });
  });
});
