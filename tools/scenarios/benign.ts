import { readYaml, stringifyYaml } from '@espalier/tree';
import { committed } from './committed.ts';

/** An object of the tree or a resource of a plan, as an edit of it sees it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Data = any;

/** A change of rendered files that nobody needs to look at twice. */
export interface Benign {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
}

const production = 'clusters/production';
const apps = ['authorization', 'dev-center-api', 'dev-center-web', 'identity', 'model-gateway'] as const;

/** One file with its data changed. */
function edited(title: string, path: string, edit: (data: Data) => unknown): Benign {
  const text = committed[path];
  if (text === undefined) throw new Error(`there is no ${path}`);
  const [data] = readYaml(text) as Data[];
  edit(data);
  const now = stringifyYaml(data);
  if (now === text) throw new Error(`'${title}' changes nothing in ${path}`);
  return { title, files: { [path]: now } };
}

const deployment = (app: string): string => `${production}/${app}/deployment-${app}.yaml`;
const podOf = (data: Data): Data => data.spec.template.spec;
const containerOf = (data: Data): Data => podOf(data).containers[0];
const environment = 'clusters/cloud/environment-production';

function planned(folder: string, start: string): string {
  const path = Object.keys(committed).find((file) => file.startsWith(`${folder}/${start}`));
  if (path === undefined) throw new Error(`there is no ${folder}/${start}`);
  return path;
}

/** Everyday changes of every app. */
const ofApps = apps.flatMap((app): readonly Benign[] => {
  const horizontal = `${production}/${app}/horizontalpodautoscaler-${app}.yaml`;
  return [
    edited(`${app}: another tag of its image`, deployment(app), (data) => {
      containerOf(data).image = containerOf(data).image.replace(/:[^:]*$/, ':2026.12.1');
    }),
    edited(`${app}: a variable is added`, deployment(app), (data) => {
      containerOf(data).env.push({ name: 'LOG_LEVEL', value: 'debug' });
    }),
    edited(`${app}: more memory`, deployment(app), (data) => {
      containerOf(data).resources.limits.memory = '3Gi';
      containerOf(data).resources.requests.memory = '3Gi';
    }),
    edited(`${app}: more pods`, horizontal, (data) => {
      data.spec.minReplicas += 2;
      data.spec.maxReplicas += 4;
    }),
    edited(`${app}: scales sooner`, horizontal, (data) => {
      data.spec.metrics[0].resource.target.averageUtilization = 55;
    }),
    edited(`${app}: a slower probe`, deployment(app), (data) => {
      containerOf(data).readinessProbe.periodSeconds = 15;
    }),
    edited(`${app}: an annotation for people`, `${production}/${app}/service-${app}.yaml`, (data) => {
      data.metadata.annotations = { 'example.com/runbook': 'https://wiki.example.com/runbook' };
    }),
  ];
});

const others: readonly Benign[] = [
  edited('variables in another order', deployment('identity'), (data) => containerOf(data).env.reverse()),
  edited('ports in another order', `${production}/dev-center-worker/deployment-dev-center-worker.yaml`, (data) => {
    containerOf(data).ports.push({ containerPort: 9091, name: 'debug' });
  }),
  edited('the same memory in other words', deployment('identity'), (data) => {
    containerOf(data).resources.limits.memory = '0.5Gi';
  }),
  edited('the same CPU in other words', deployment('identity'), (data) => {
    containerOf(data).resources.requests.cpu = '0.25';
  }),
  edited('a longer goodbye', deployment('identity'), (data) => {
    podOf(data).terminationGracePeriodSeconds = 60;
  }),
  edited('fewer old ReplicaSets', deployment('identity'), (data) => {
    data.spec.revisionHistoryLimit = 2;
  }),
  edited('a version label', deployment('identity'), (data) => {
    data.spec.template.metadata.labels['app.kubernetes.io/version'] = '2026.11.9';
  }),
  edited('the owner of an app', deployment('identity'), (data) => {
    data.metadata.labels['espalier.dev/owner'] = 'product';
  }),
  edited('a scrape every ten seconds', `${production}/identity/servicemonitor-identity.yaml`, (data) => {
    data.spec.endpoints[0].interval = '10s';
  }),
  edited('more may be away at once', `${production}/identity/poddisruptionbudget-identity.yaml`, (data) => {
    data.spec.maxUnavailable = 2;
  }),
  edited('a job at another hour', `${production}/dev-center-cleanup/cronjob-dev-center-cleanup.yaml`, (data) => {
    data.spec.schedule = '45 4 * * *';
  }),
  edited('a job with another argument', `${production}/dev-center-cleanup/cronjob-dev-center-cleanup.yaml`, (data) => {
    data.spec.jobTemplate.spec.template.spec.containers[0].args.push('--verbose');
  }),
  edited('a number in a file of an app', `${production}/dev-center-api/configmap-dev-center-api.yaml`, (data) => {
    for (const key of Object.keys(data.data)) data.data[key] = data.data[key].replace('600', '700');
  }),
  edited('a file of an app with other spaces', `${production}/dev-center-api/configmap-dev-center-api.yaml`, (data) => {
    for (const key of Object.keys(data.data)) data.data[key] = JSON.stringify(JSON.parse(data.data[key]));
  }),
  edited('a panel of a dashboard', `${production}/grafana/configmap-grafana-dashboard-logs.yaml`, (data) => {
    for (const key of Object.keys(data.data))
      data.data[key] = JSON.stringify({ ...JSON.parse(data.data[key]), refresh: '1m' });
  }),
  edited('a threshold of an alert', `${production}/prometheus/prometheusrule-apps.yaml`, (data) => {
    data.spec.groups[0].rules[0].for = '20m';
  }),
  edited('alerts in another order', `${production}/prometheus/prometheusrule-apps.yaml`, (data) =>
    data.spec.groups[0].rules.reverse(),
  ),
  edited('a patch of a chart', `${production}/argocd/application-loki.yaml`, (data) => {
    data.spec.sources[0].targetRevision = '18.11.2';
  }),
  edited('a minor of a chart', `${production}/argocd/application-grafana.yaml`, (data) => {
    data.spec.sources[0].targetRevision = '12.12.0';
  }),
  edited('sources of an Application in another order', `${production}/argocd/application-loki.yaml`, (data) =>
    data.spec.sources.reverse(),
  ),
  edited('a slower retry', `${production}/argocd/application-identity.yaml`, (data) => {
    data.spec.syncPolicy.retry.backoff.maxDuration = '5m';
  }),
  edited('repositories of an AppProject in another order', `${production}/argocd/appproject-platform.yaml`, (data) =>
    data.spec.sourceRepos.reverse(),
  ),
  edited('rules of a policy in another order', `${production}/namespaces/auth_networkpolicy-identity.yaml`, (data) => {
    data.spec.ingress.reverse();
    data.spec.egress.reverse();
  }),
  edited('a path closes', `${production}/namespaces/auth_networkpolicy-identity.yaml`, (data) =>
    data.spec.ingress.pop(),
  ),
  edited('a bigger quota', `${production}/namespaces/auth_resourcequota-quota.yaml`, (data) => {
    for (const key of Object.keys(data.spec.hard)) if (/cpu/.test(key)) data.spec.hard[key] = '96';
  }),
  edited('more replicas of Grafana in its values', `${production}/values/grafana.yaml`, (data) => {
    data.resources = { ...data.resources, limits: { memory: '1Gi' } };
  }),
  edited('a bigger database disk', planned(`${environment}/identity`, 'rds.instance-'), (data) => {
    data.inputs.allocatedStorage *= 2;
  }),
  edited('a tag of a bucket', planned(`${environment}/dev-center-api`, 's3.bucket-'), (data) => {
    data.inputs.tags = { ...data.inputs.tags, team: 'product' };
  }),
  edited('backups for longer', planned(`${environment}/identity`, 'rds.instance-'), (data) => {
    data.inputs.backupRetentionPeriod = 35;
  }),
  edited('another threshold of an alarm', planned(`${environment}/identity`, 'cloudwatch.metricalarm-'), (data) => {
    data.inputs.threshold += 1;
  }),
  edited(
    'a right less',
    planned(`${production}/cloud/riven-production-production-identity`, 'iam.rolepolicy-'),
    (data) => {
      const policy = JSON.parse(data.inputs.policy);
      policy.Statement.pop();
      data.inputs.policy = JSON.stringify(policy);
    },
  ),
  edited(
    'statements of a policy in another order',
    planned(`${production}/cloud/riven-production-production-identity`, 'iam.rolepolicy-'),
    (data) => {
      const policy = JSON.parse(data.inputs.policy);
      policy.Statement.reverse();
      data.inputs.policy = JSON.stringify(policy);
    },
  ),
];

export const benignChanges: readonly Benign[] = [...ofApps, ...others];
