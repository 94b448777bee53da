import type { Scenario } from '../scenario.ts';

/** Changes of clusters, addons and AWS by the platform's engineers. */
export const platformChanges: readonly Scenario[] = [
  {
    name: 'chart-patch',
    title: 'Loki 18.11.1',
    edit: (files) => files.replace('apps/platform/charts.yaml', 'loki: 18.11.0', 'loki: 18.11.1'),
    layers: 'tree',
  },
  {
    name: 'chart-major',
    isDangerous: true,
    title: 'Argo CD chart 11',
    edit: (files) => files.replace('apps/platform/charts.yaml', 'argo-cd: 10.1.1', 'argo-cd: 11.0.0'),
    layers: 'tree',
  },
  {
    name: 'kubernetes-minor',
    isDangerous: true,
    title: 'Staging runs Kubernetes 1.36',
    edit: (files) =>
      files.replace(
        'apps/platform/clusters/staging/cluster.ts',
        "kubernetesVersion: '1.35'",
        "kubernetesVersion: '1.36'",
      ),
  },
  {
    name: 'rotate-node-group',
    isDangerous: true,
    title: 'General nodes of the next generation',
    edit: (files) =>
      files.replace(
        'apps/platform/standard-cluster.ts',
        "instanceTypes: ['m7i.xlarge', 'm6i.xlarge']",
        "instanceTypes: ['m8i.xlarge', 'm7i.xlarge']",
      ),
  },
  {
    name: 'every-cluster',
    title: 'Logs through 10 more system nodes, in every cluster',
    edit: (files) =>
      files.replace(
        'apps/platform/standard-cluster.ts',
        "system: { instanceTypes: ['m7i.large'], size: nodes.system }",
        "system: { instanceTypes: ['m7i.large'], size: { ...nodes.system, max: nodes.system.max + 10 } }",
      ),
  },
  {
    name: 'longer-logs',
    title: 'Logs of production for 90 days',
    edit: (files) =>
      files.replace('apps/platform/clusters/production/cluster.ts', 'logRetentionDays: 31', 'logRetentionDays: 90'),
  },
  {
    name: 'remove-addon',
    isDangerous: true,
    title: 'Jaeger goes',
    edit: (files) =>
      files
        .replace('apps/platform/standard-cluster.ts', '      jaeger(),\n', '')
        .replace('apps/platform/standard-cluster.ts', '  jaeger,\n', '')
        .replace('apps/platform/charts.yaml', '  jaeger: 4.11.1 # https://jaegertracing.github.io/helm-charts\n', ''),
  },
  {
    name: 'new-alarm-address',
    title: 'Another pager',
    edit: (files) =>
      files.replace(
        'apps/platform/environments/production.ts',
        "emails: ['platform@riven.pagerduty.com']",
        "emails: ['platform@riven.pagerduty.com', 'oncall@riven.dev']",
      ),
  },
  {
    name: 'iam-action',
    isDangerous: true,
    title: 'The Dev Center sends mail',
    edit: (files) =>
      files
        .replace(
          'apps/dev-center-api/app.ts',
          'import { bucket, defineApp, postgres,',
          'import { bucket, defineApp, policy, postgres,',
        )
        .insertAfter(
          'apps/dev-center-api/app.ts',
          "    featureFlags: table({ key: 'flag' }),",
          "\n    mail: policy({ actions: ['ses:SendEmail'], resources: ['arn:aws:ses:us-east-1:333333333333:identity/riven.dev'] }),",
        ),
  },
  {
    name: 'public-bucket',
    isDangerous: true,
    title: 'Downloads for everybody',
    edit: (files) =>
      files.replace(
        'apps/dev-center-api/cloud.ts',
        '  const graph = (',
        `  const downloads = new aws.s3.Bucket(\`\${app.name}-downloads\`, {}, { parent });
  new aws.s3.BucketPublicAccessBlock(\`\${app.name}-downloads\`, { bucket: downloads.id, blockPublicPolicy: false }, { parent });
  new aws.s3.BucketPolicy(
    \`\${app.name}-downloads\`,
    {
      bucket: downloads.id,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::downloads/*' }],
      }),
    },
    { parent },
  );
  const graph = (`,
      ),
  },
  {
    name: 'lower-pod-security',
    isDangerous: true,
    title: 'ai-platform takes baseline pods',
    edit: (files) =>
      files.insertAfter(
        'apps/platform/platform.ts',
        "domain: 'riven.dev',",
        "\n  namespaces: { 'ai-platform': { podSecurity: { level: 'baseline', reason: 'A vendor image runs as root.' } } },",
      ),
  },
];
