import { bucket, defineApp } from '@espalier/model';

/** Serves one model with an OpenAI-compatible API; streams its weights from the bucket when it starts. */
export default defineApp({
  namespace: 'ai-platform',
  owner: 'ai',
  workload: { kind: 'deployment', strategy: 'Recreate' },
  container: {
    port: 8000,
    args: [
      '--model=s3://$(WEIGHTS_BUCKET)/current',
      '--load-format=runai_streamer',
      '--served-model-name=riven-coder',
      '--port=8000',
    ],
    probes: {
      ready: '/health',
      live: { path: '/health', periodSeconds: 30, timeoutSeconds: 5 },
      start: { path: '/health', periodSeconds: 15, failureThreshold: 80 },
    },
    resources: { cpu: '3', memory: '12Gi', gpus: 1 },
    environment: { HOME: '/tmp', HF_HUB_OFFLINE: '1' },
    metrics: '/metrics',
    writableDirectories: ['/tmp'],
  },
  replicas: { min: 1, max: 4, cpu: '80%' },
  nodeGroup: 'gpu',
  needs: { weights: bucket({ access: 'read' }) },
  terminationGracePeriodSeconds: 120,
  environments: { staging: { replicas: 1 } },
});
