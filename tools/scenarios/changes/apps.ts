import type { Scenario } from '../scenario.ts';

/** Everyday changes of apps. */
export const appChanges: readonly Scenario[] = [
  {
    name: 'image-bump',
    title: 'identity 2026.11.3 in production',
    edit: (files) => files.replace('apps/identity/releases/production.yaml', 'tag: 2026.11.2', 'tag: 2026.11.3'),
    layers: 'tree',
  },
  {
    name: 'more-replicas',
    title: 'authorization: at least five pods',
    edit: (files) => files.replace('apps/authorization/app.ts', 'min: 3, max: 6', 'min: 5, max: 10'),
    layers: 'tree',
  },
  {
    name: 'fewer-replicas',
    isDangerous: true,
    title: 'authorization: one pod is enough',
    edit: (files) => files.replace('apps/authorization/app.ts', "{ min: 3, max: 6, cpu: '60%' }", '1'),
    layers: 'tree',
  },
  {
    name: 'config-file',
    title: 'Dev Center: 1,200 requests a minute',
    edit: (files) => files.replace('apps/dev-center-api/app.ts', 'requestsPerMinute: 600', 'requestsPerMinute: 1200'),
    layers: 'tree',
  },
  {
    name: 'environment-variable',
    title: 'model-gateway logs as JSON',
    edit: (files) => files.insertAfter('apps/model-gateway/app.ts', 'environment: { ', "LOG_FORMAT: 'json', "),
    layers: 'tree',
  },
  {
    name: 'memory-limit',
    title: 'authorization: twice the memory',
    edit: (files) => files.replace('apps/authorization/app.ts', "memory: '256Mi'", "memory: '512Mi'"),
    layers: 'tree',
  },
  {
    name: 'new-app',
    isDangerous: true,
    title: 'A status page',
    edit: (files) =>
      files
        .write(
          'apps/status-page/app.ts',
          `import { defineApp } from '@espalier/model';

export default defineApp({
  namespace: 'dev-center',
  owner: 'product',
  container: { port: 8080, probes: { ready: '/healthz', live: '/healthz' }, resources: { cpu: '50m', memory: '64Mi' } },
  replicas: { min: 2, max: 4, cpu: '70%' },
  ingress: { host: 'status.{domain}' },
});
`,
        )
        .write('apps/status-page/releases/staging.yaml', 'image:\n  tag: 1.0.0\n'),
  },
  {
    name: 'delete-app',
    isDangerous: true,
    title: 'The cleanup job goes',
    edit: (files) => files.remove('apps/dev-center-cleanup'),
  },
  {
    name: 'delete-app-with-data',
    isDangerous: true,
    title: 'The model gateway and the model server go',
    edit: (files) =>
      files
        .remove('apps/model-gateway')
        .remove('apps/model-server')
        .replace('apps/dev-center-api/app.ts', "'authorization', 'model-gateway', ", "'authorization', "),
  },
  {
    name: 'rename-app',
    isDangerous: true,
    title: 'dev-center-web is called portal',
    edit: (files) => files.move('apps/dev-center-web', 'apps/portal'),
  },
  {
    name: 'move-app-between-namespaces',
    isDangerous: true,
    title: 'authorization moves to a namespace of its own',
    edit: (files) => files.replace('apps/authorization/app.ts', "namespace: 'auth'", "namespace: 'authorization'"),
  },
  {
    name: 'open-network-path',
    isDangerous: true,
    title: 'The web front end asks the model gateway',
    edit: (files) => files.replace('apps/dev-center-web/app.ts', "'identity']", "'identity', 'model-gateway']"),
    layers: 'tree',
  },
  {
    name: 'path-to-the-internet',
    title: 'The worker calls PyPI',
    edit: (files) =>
      files.replace(
        'apps/dev-center-worker/app.ts',
        "{ host: 'api.github.com' }",
        "{ host: 'api.github.com' }, { host: 'pypi.org' }",
      ),
    layers: 'tree',
  },
  {
    name: 'host-moves-between-apps',
    isDangerous: true,
    title: 'The API answers at the host of the web front end',
    edit: (files) =>
      files
        .replace('apps/dev-center-web/app.ts', "host: 'dev.{domain}'", "host: 'old.{domain}'")
        .replace('apps/dev-center-api/app.ts', "host: 'api.{domain}'", "host: 'dev.{domain}'"),
  },
  {
    name: 'new-secret',
    isDangerous: true,
    title: 'The web front end gets a session key',
    edit: (files) =>
      files
        .replace('apps/dev-center-web/app.ts', 'import { defineApp }', 'import { defineApp, secret }')
        .insertAfter(
          'apps/dev-center-web/app.ts',
          'traces: true,',
          "\n  needs: { sessionKey: secret({ description: '32 random bytes: openssl rand -base64 32' }) },",
        ),
  },
  {
    name: 'rollout-strategy',
    isDangerous: true,
    title: 'authorization stops before it starts again',
    edit: (files) =>
      files.insertAfter(
        'apps/authorization/app.ts',
        "owner: 'security',",
        "\n  workload: { kind: 'deployment', strategy: 'Recreate' },",
      ),
    layers: 'tree',
  },
];
