import { isMapping, type Json } from '@espalier/model';
import { readYaml, stringifyYaml } from '@espalier/tree';
import { committed } from './committed.ts';

/** A change of rendered files that needs no second look. */
export interface Benign {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
}

const production = 'clusters/production';
const environment = 'clusters/cloud/environment-production';
const apps = ['authorization', 'dev-center-api', 'dev-center-web', 'identity', 'model-gateway'] as const;

/** One file with the value at a path changed; `~` stands for a slash inside of a key. */
function edited(title: string, file: string, path: string, change: (value: Json | undefined) => Json): Benign {
  const text = committed[file];
  if (text === undefined) throw new Error(`there is no ${file}`);
  const [data] = readYaml(text) as Json[];
  const now = stringifyYaml(
    changedAt(
      data,
      path.split('/').map((step) => step.replace('~', '/')),
      change,
    ),
  );
  if (now === text) throw new Error(`'${title}' changes nothing in ${file}`);
  return { title, files: { [file]: now } };
}

function changedAt(
  data: Json | undefined,
  [step, ...more]: readonly string[],
  change: (value: Json | undefined) => Json,
): Json {
  if (step === undefined) return change(data);
  if (Array.isArray(data)) {
    return (data as readonly Json[]).map((item, index) =>
      String(index) === step ? changedAt(item, more, change) : item,
    );
  }
  const mapping = isMapping(data) ? (data as Readonly<Record<string, Json>>) : {};
  return { ...mapping, [step]: changedAt(mapping[step], more, change) };
}

const to = (value: Json) => (): Json => value;
const plus =
  (more: number) =>
  (value: Json | undefined): Json =>
    Number(value) + more;
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const reversed = (value: Json | undefined): Json =>
  Array.isArray(value) ? (value as readonly Json[]).toReversed() : [];
const added =
  (item: Json) =>
  (value: Json | undefined): Json => [...(Array.isArray(value) ? (value as readonly Json[]) : []), item];
const withoutLast = (value: Json | undefined): Json =>
  Array.isArray(value) ? (value as readonly Json[]).slice(0, -1) : [];
/** Every text of a mapping. */
const texts =
  (change: (text: string) => string) =>
  (value: Json | undefined): Json =>
    Object.fromEntries(Object.entries(isMapping(value) ? value : {}).map(([key, text]) => [key, change(textIn(text))]));
/** A policy of IAM, as text of JSON. */
const statements =
  (change: (value: Json | undefined) => Json) =>
  (value: Json | undefined): Json =>
    JSON.stringify(changedAt(JSON.parse(textIn(value)) as Json, ['Statement'], change));

const deployment = (app: string): string => `${production}/${app}/deployment-${app}.yaml`;
const pod = 'spec/template/spec';
const container = `${pod}/containers/0`;

function planned(folder: string, start: string): string {
  const path = Object.keys(committed).find((file) => file.startsWith(`${folder}/${start}`));
  if (path === undefined) throw new Error(`there is no ${folder}/${start}`);
  return path;
}

/** Everyday changes of every app. */
const ofApps = apps.flatMap((app): readonly Benign[] => {
  const autoscaler = `${production}/${app}/horizontalpodautoscaler-${app}.yaml`;
  return [
    edited(`${app}: another tag of its image`, deployment(app), `${container}/image`, (image) =>
      textIn(image).replace(/:[^:@]*(@.*)?$/, ':2026.12.1'),
    ),
    edited(
      `${app}: a variable is added`,
      deployment(app),
      `${container}/env`,
      added({ name: 'LOG_LEVEL', value: 'debug' }),
    ),
    edited(
      `${app}: more memory`,
      deployment(app),
      `${container}/resources`,
      to({ limits: { memory: '3Gi' }, requests: { cpu: '1', memory: '3Gi' } }),
    ),
    edited(`${app}: more pods at least`, autoscaler, 'spec/minReplicas', plus(2)),
    edited(`${app}: more pods at most`, autoscaler, 'spec/maxReplicas', plus(4)),
    edited(`${app}: scales sooner`, autoscaler, 'spec/metrics/0/resource/target/averageUtilization', to(55)),
    edited(`${app}: a slower probe`, deployment(app), `${container}/readinessProbe/periodSeconds`, to(15)),
    edited(
      `${app}: an annotation for people`,
      `${production}/${app}/service-${app}.yaml`,
      'metadata/annotations',
      to({ 'example.com/runbook': 'https://wiki.example.com/runbook' }),
    ),
  ];
});

const identity = deployment('identity');
const database = planned(`${environment}/identity`, 'rds.instance-');
const rights = planned(`${production}/cloud/riven-production-production-identity`, 'iam.rolepolicy-');
const policy = `${production}/namespaces/auth_networkpolicy-identity.yaml`;
const job = `${production}/dev-center-cleanup/cronjob-dev-center-cleanup.yaml`;
const alerts = `${production}/prometheus/prometheusrule-apps.yaml`;
const config = `${production}/dev-center-api/configmap-dev-center-api.yaml`;

const others: readonly Benign[] = [
  edited('variables in another order', identity, `${container}/env`, reversed),
  edited(
    'another port for debugging',
    deployment('dev-center-worker'),
    `${container}/ports`,
    added({ containerPort: 9091, name: 'debug' }),
  ),
  edited('the same memory in other words', identity, `${container}/resources/limits/memory`, to('0.5Gi')),
  edited('the same CPU in other words', identity, `${container}/resources/requests/cpu`, to('0.25')),
  edited('a longer goodbye', identity, `${pod}/terminationGracePeriodSeconds`, to(60)),
  edited('fewer old ReplicaSets', identity, 'spec/revisionHistoryLimit', to(2)),
  edited('a version label', identity, 'spec/template/metadata/labels/app.kubernetes.io~version', to('2026.11.9')),
  edited('the owner of an app', identity, 'metadata/labels/espalier.dev~owner', to('product')),
  edited(
    'a scrape every ten seconds',
    `${production}/identity/servicemonitor-identity.yaml`,
    'spec/endpoints/0/interval',
    to('10s'),
  ),
  edited(
    'more may be away at once',
    `${production}/identity/poddisruptionbudget-identity.yaml`,
    'spec/maxUnavailable',
    to(2),
  ),
  edited('a job at another hour', job, 'spec/schedule', to('45 4 * * *')),
  edited(
    'a job with another argument',
    job,
    'spec/jobTemplate/spec/template/spec/containers/0/args',
    added('--verbose'),
  ),
  edited(
    'a number in a file of an app',
    config,
    'data',
    texts((text) => text.replace('600', '700')),
  ),
  edited(
    'a file of an app with other spaces',
    config,
    'data',
    texts((text) => JSON.stringify(JSON.parse(text))),
  ),
  edited(
    'a dashboard with other spaces',
    `${production}/grafana/configmap-grafana-dashboard-logs.yaml`,
    'data',
    texts((text) => JSON.stringify(JSON.parse(text))),
  ),
  edited('a slower alert', alerts, 'spec/groups/0/rules/0/for', to('20m')),
  edited('alerts in another order', alerts, 'spec/groups/0/rules', reversed),
  edited(
    'a patch of a chart',
    `${production}/argocd/application-loki.yaml`,
    'spec/sources/0/targetRevision',
    to('18.11.2'),
  ),
  edited(
    'a minor of a chart',
    `${production}/argocd/application-grafana.yaml`,
    'spec/sources/0/targetRevision',
    to('12.12.0'),
  ),
  edited(
    'sources of an Application in another order',
    `${production}/argocd/application-loki.yaml`,
    'spec/sources',
    reversed,
  ),
  edited(
    'a slower retry',
    `${production}/argocd/application-identity.yaml`,
    'spec/syncPolicy/retry/backoff/maxDuration',
    to('5m'),
  ),
  edited(
    'repositories of an AppProject in another order',
    `${production}/argocd/appproject-platform.yaml`,
    'spec/sourceRepos',
    reversed,
  ),
  edited('paths in of a policy in another order', policy, 'spec/ingress', reversed),
  edited('paths out of a policy in another order', policy, 'spec/egress', reversed),
  edited('a path closes', policy, 'spec/ingress', withoutLast),
  edited(
    'a bigger quota',
    `${production}/namespaces/auth_resourcequota-quota.yaml`,
    'spec/hard/requests.cpu',
    to('96'),
  ),
  edited('more memory for Grafana', `${production}/values/grafana.yaml`, 'resources/limits/memory', to('1Gi')),
  edited('a bigger disk of a database', database, 'inputs/allocatedStorage', plus(50)),
  edited(
    'a tag of a bucket',
    planned(`${environment}/dev-center-api`, 's3.bucket-'),
    'inputs/tags/team',
    to('product'),
  ),
  edited('backups for longer', database, 'inputs/backupRetentionPeriod', to(35)),
  edited(
    'another threshold of an alarm',
    planned(`${environment}/identity`, 'cloudwatch.metricalarm-'),
    'inputs/threshold',
    plus(1),
  ),
  edited('a right less', rights, 'inputs/policy', statements(withoutLast)),
  edited('statements of a policy in another order', rights, 'inputs/policy', statements(reversed)),
];

export const benignChanges: readonly Benign[] = [...ofApps, ...others];
