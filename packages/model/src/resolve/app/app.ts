import type { AppDefinition, ContainerDefinition, ProbeDefinition, ReleaseDefinition } from '../../definition/index.ts';
import * as names from '../../names/index.ts';
import type {
  ResolvedAccount,
  ResolvedApp,
  ResolvedContainer,
  ResolvedDeployment,
  ResolvedEnvironment,
  ResolvedProbe,
  ResolvedReplicas,
  ResolvedWorkload,
} from '../../resolved/index.ts';
import { needsRole, resolveNeeds, type NeedOwner } from '../../needs/index.ts';

/** The input for resolving an app: the definition with its environment's override, and where it runs. */
export interface AppInEnvironment {
  readonly name: string;
  readonly file: string;
  readonly definition: AppDefinition;
  readonly release: ReleaseDefinition;
  readonly environment: ResolvedEnvironment;
  readonly platform: {
    readonly name: string;
    readonly domain: string;
    readonly owners: Readonly<Record<string, string>>;
  };
  readonly registry: ResolvedAccount;
  readonly chart: ((chart: unknown, app: ResolvedApp) => void) | undefined;
}

/** Apps by environment, each with its definition and its resolved form. */
export type Deployments = Readonly<
  Record<string, readonly { readonly app: AppInEnvironment; readonly deployment: ResolvedDeployment }[]>
>;

/** An app as the owner of its needs. */
export function needOwner({
  name,
  definition,
  environment,
  platform,
}: Pick<AppInEnvironment, 'name' | 'definition' | 'environment' | 'platform'>): NeedOwner {
  return { platform: platform.name, environment, namespace: definition.namespace, owner: name };
}

/** Fills every default of an app in its environment. */
export function resolveApp(app: AppInEnvironment): ResolvedDeployment {
  const { name, definition, release, environment, platform } = app;
  const workload = resolveWorkload(definition.workload ?? { kind: 'deployment' });
  const needs = resolveNeeds(definition.needs ?? {}, needOwner(app));
  const main = resolveContainer(
    name,
    definition.container,
    pulled(definition.container.image, app) ?? releasedImage(app),
  );
  const sidecars = Object.entries(definition.sidecars ?? {})
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([sidecar, container]) => resolveContainer(sidecar, container, pulled(container.image, app) ?? ''));
  const replicas = resolveReplicas(definition.replicas, workload.kind);
  return {
    name,
    namespace: definition.namespace,
    owner: { name: definition.owner, handle: platform.owners[definition.owner] ?? '' },
    environment: environment.name,
    version: release.image.tag,
    workload,
    containers: [main, ...sidecars],
    replicas,
    maxUnavailable: definition.maxUnavailable ?? 1,
    spreadOver: definition.spreadOver ?? ['zone', 'node'],
    ingress:
      definition.ingress === undefined
        ? undefined
        : {
            host: definition.ingress.host
              .replaceAll('{environment}', environment.name)
              .replaceAll('{domain}', environment.domain),
            paths: definition.ingress.paths ?? ['/'],
          },
    traces: definition.traces ?? false,
    needs,
    terminationGracePeriodSeconds: definition.terminationGracePeriodSeconds ?? 30,
    hasRole: needsRole(needs),
    chart: app.chart,
    file: app.file,
  };
}

function releasedImage(app: AppInEnvironment): string {
  const { name, release, registry, platform } = app;
  const { repository, tag, digest } = release.image;
  const url = pulled(repository, app) ?? names.ecrRepositoryUrl(registry, platform.name, name);
  return digest === undefined ? `${url}:${tag}` : `${url}:${tag}@${digest}`;
}

/** The reference that a third-party image is pulled by. */
function pulled(image: string | undefined, { registry }: AppInEnvironment): string | undefined {
  return image === undefined ? undefined : names.imageAddress(image, registry).name;
}

function resolveWorkload(workload: NonNullable<AppDefinition['workload']>): ResolvedWorkload {
  switch (workload.kind) {
    case 'deployment':
      return { kind: workload.kind, strategy: workload.strategy ?? 'RollingUpdate' };
    case 'statefulSet':
      return {
        kind: workload.kind,
        ordered: workload.ordered ?? false,
        volumes: Object.entries(workload.volumes ?? {}).map(([name, volume]) => ({
          name,
          path: volume.path,
          size: volume.size,
          storageClass: volume.storageClass ?? 'gp3',
        })),
      };
    case 'cronJob':
      return {
        kind: workload.kind,
        schedule: workload.schedule,
        timeZone: workload.timeZone ?? 'Etc/UTC',
        concurrency: workload.concurrency ?? 'Forbid',
        retries: workload.retries ?? 2,
        deadlineSeconds: workload.deadlineSeconds ?? 3600,
      };
    case 'job':
      return {
        kind: workload.kind,
        retries: workload.retries ?? 2,
        deadlineSeconds: workload.deadlineSeconds ?? 3600,
      };
  }
}

function resolveReplicas(
  replicas: AppDefinition['replicas'],
  workload: ResolvedWorkload['kind'],
): ResolvedReplicas | undefined {
  if (workload === 'cronJob' || workload === 'job') return undefined;
  const bounds = replicas ?? (workload === 'statefulSet' ? 1 : 2);
  if (typeof bounds === 'number') return { min: bounds, max: bounds, cpuPercent: undefined, memoryPercent: undefined };
  return { min: bounds.min, max: bounds.max, cpuPercent: percent(bounds.cpu), memoryPercent: percent(bounds.memory) };
}

function percent(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

function resolveContainer(name: string, container: ContainerDefinition, image: string): ResolvedContainer {
  const { resources, metrics, probes = {} } = container;
  return {
    name,
    image,
    command: container.command,
    args: container.args,
    ports: [
      ...(container.port === undefined ? [] : [{ name: 'http', port: container.port }]),
      ...Object.entries(container.ports ?? {}).map(([portName, port]) => ({ name: portName, port })),
    ],
    probes: {
      ready: resolveProbe(probes.ready),
      live: resolveProbe(probes.live),
      start: resolveProbe(probes.start),
    },
    resources: {
      cpu: resources.cpu,
      memory: resources.memory,
      cpuLimit: resources.cpuLimit,
      memoryLimit: resources.memoryLimit ?? resources.memory,
      gpus: resources.gpus ?? 0,
    },
    environment: container.environment ?? {},
    files: container.files ?? {},
    metrics: typeof metrics === 'string' ? { path: metrics, port: 'http' } : metrics,
    writableDirectories: container.writableDirectories ?? ['/tmp'],
  };
}

function resolveProbe(probe: ProbeDefinition | undefined): ResolvedProbe | undefined {
  if (probe === undefined) return undefined;
  const full = typeof probe === 'string' ? { path: probe } : probe;
  const { path, command, port = 'http' } = full;
  return {
    check:
      command !== undefined
        ? { kind: 'command', command }
        : path !== undefined
          ? { kind: 'http', path, port }
          : { kind: 'tcp', port },
    periodSeconds: full.periodSeconds ?? 10,
    timeoutSeconds: full.timeoutSeconds ?? 1,
    failureThreshold: full.failureThreshold ?? 3,
    initialDelaySeconds: full.initialDelaySeconds ?? 0,
  };
}
