import type { AddonContext, HelmValues } from '@espalier/model';
import { splitImage } from '../charts/index.ts';
import { availability, containerResources, onSystemNodes } from '../pods/index.ts';
import { hasServiceMonitors } from '../prometheus-operator-crds/index.ts';
import type { LokiOptions } from './options.ts';
import { chunks, image, lokiWorkloads } from './workloads.ts';

/** Values of the chart. */
export function lokiValues(options: LokiOptions, context: AddonContext): HelmValues {
  const { storage = '20Gi' } = options;
  const { replicas, ...scheduling } = availability(lokiWorkloads(options).loki, context);
  return {
    deploymentMode: 'Monolithic',
    fullnameOverride: 'loki',
    loki: configuration(options, context),
    serviceAccount: {
      create: true,
      name: 'loki',
      annotations: { 'eks.amazonaws.com/role-arn': context.roleArn('loki') },
    },
    singleBinary: {
      replicas,
      ...scheduling,
      // Its budget is a companion object.
      ...(replicas > 1 ? { podDisruptionBudget: { enabled: false } } : {}),
      persistence: { enabled: true, size: storage, storageClass: 'gp3', accessModes: ['ReadWriteOnce'] },
      resources: containerResources('250m', '1Gi', '2Gi'),
      ...onSystemNodes(context),
    },
    // These default to three each in every mode, and the render fails unless all of them are zero.
    write: { replicas: 0 },
    read: { replicas: 0 },
    backend: { replicas: 0 },
    // One process needs no proxy, and has its cache in its own memory.
    gateway: { enabled: false },
    chunksCache: { enabled: false },
    resultsCache: { enabled: false },
    // Would watch ConfigMaps through the Kubernetes API; alert rules are Prometheus'.
    sidecar: { rules: { enabled: false } },
    lokiCanary: { enabled: false },
    test: { enabled: false },
    minio: { enabled: false },
    monitoring: { serviceMonitor: { enabled: hasServiceMonitors(context) } },
  };
}

function configuration({ retentionDays = 31, replicas = 1 }: LokiOptions, context: AddonContext): HelmValues {
  const bucket = context.needName(chunks);
  const embeddedCache = { embedded_cache: { enabled: true, max_size_mb: 128, ttl: '1h' } };
  return {
    image: splitImage(image, context),
    // One tenant; network policies control who may read and write.
    auth_enabled: false,
    server: { http_listen_port: 3100, grpc_listen_port: 9095 },
    // A quorum of copies needs three replicas; two would stop when one does.
    commonConfig: { replication_factor: replicas >= 3 ? 3 : 1 },
    storage: {
      type: 's3',
      bucketNames: { chunks: bucket, ruler: bucket },
      s3: { region: context.environment.region, s3ForcePathStyle: false },
    },
    schemaConfig: {
      // Must not change after the first logs; a new schema is an additional entry with a future date.
      configs: [
        {
          from: '2025-01-01',
          store: 'tsdb',
          object_store: 's3',
          schema: 'v13',
          index: { prefix: 'loki_index_', period: '24h' },
        },
      ],
    },
    compactor: { retention_enabled: true, delete_request_store: 's3' },
    structuredConfig: {
      // Attributes of OTLP logs, such as the trace they belong to, are structured metadata.
      limits_config: { retention_period: `${retentionDays * 24}h`, allow_structured_metadata: true },
      query_range: { cache_results: true, results_cache: { cache: embeddedCache } },
      chunk_store_config: { chunk_cache_config: embeddedCache },
    },
    analytics: { reporting_enabled: false },
  };
}
