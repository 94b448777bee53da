import type { HelmValues } from '@espalier/model';
import type { JaegerStorage } from './options.ts';

/** Directory of Badger's files in the container. */
export const badgerPath = '/badger';

/** Jaeger's configuration file: OpenTelemetry Collector's, with Jaeger's storage and query as extensions. */
export function jaegerConfiguration(storage: JaegerStorage, retentionDays: number): HelmValues {
  const everyInterface = (port: number) => `0.0.0.0:${port}`;
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: { traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: {
        metrics: {
          level: 'detailed',
          readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }],
        },
      },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: { endpoint: everyInterface(13133) } },
      jaeger_query: {
        storage: { traces: 'primary' },
        http: { endpoint: everyInterface(16686) },
        grpc: { endpoint: everyInterface(16685) },
      },
      jaeger_storage: { backends: { primary: backend(storage, retentionDays) } },
    },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: everyInterface(4317) }, http: { endpoint: everyInterface(4318) } } },
    },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: 'primary' } },
  };
}

function backend(storage: JaegerStorage, retentionDays: number): HelmValues {
  switch (storage.kind) {
    case 'memory':
      return { memory: { max_traces: storage.maxTraces } };
    case 'badger':
      return {
        badger: {
          directories: { keys: `${badgerPath}/keys`, values: `${badgerPath}/values` },
          ephemeral: false,
          ttl: { spans: `${retentionDays * 24}h` },
        },
      };
  }
}
