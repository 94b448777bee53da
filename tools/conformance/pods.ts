import type { RenderedObject } from './rendered-object.ts';

export type Labels = Readonly<Record<string, string>>;

/** Pods that an object makes, or has made by an operator. */
export interface RenderedPods {
  /** Such as `Deployment argocd-server`. */
  readonly owner: string;
  readonly kind: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** `undefined` if a controller makes one up. */
  readonly serviceAccount: string | undefined;
  /** As they are pulled, without tag and digest. */
  readonly images: readonly string[];
  readonly ports: readonly number[];
  readonly hostNetwork: boolean;
  /** Whether a controller of the chart's completes the pods: their ServiceAccount, image and ports are its own. */
  readonly isCompleted: boolean;
  readonly replicas: number;
  readonly spec: PodSpec;
}

interface PodSpec {
  readonly serviceAccountName?: string;
  readonly hostNetwork?: boolean;
  readonly priorityClassName?: string;
  readonly topologySpreadConstraints?: readonly {
    readonly topologyKey: string;
    readonly labelSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  }[];
  readonly initContainers?: readonly Container[];
  readonly containers?: readonly Container[];
}

interface Container {
  readonly args?: unknown;
  readonly image?: string;
  readonly ports?: readonly { readonly containerPort: number }[];
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly namespace?: string };
  readonly spec?: PodSpec;
}

/** Port of the configuration reloaders that the Prometheus Operator adds. */
const reloaderPort = 8080;

/** Ports of what the Prometheus Operator runs, and labels that it puts onto their pods. */
const operated: Readonly<
  Record<string, { readonly ports: readonly number[]; readonly labels: (name: string) => Labels }>
> = {
  Prometheus: {
    ports: [9090, reloaderPort],
    labels: (name) => ({
      'app.kubernetes.io/name': 'prometheus',
      'app.kubernetes.io/instance': name,
      'operator.prometheus.io/name': name,
      'operator.prometheus.io/shard': '0',
      prometheus: name,
    }),
  },
  Alertmanager: {
    ports: [9093, 9094, reloaderPort],
    labels: (name) => ({
      'app.kubernetes.io/name': 'alertmanager',
      'app.kubernetes.io/instance': name,
      alertmanager: name,
    }),
  },
};

/** Every set of pods that some objects of a chart lead to. */
export function podsOf(objects: readonly RenderedObject[], namespace: string): readonly RenderedPods[] {
  const operator = objects
    .flatMap((object) => containersOf(templateOf(object)))
    .flatMap(({ args }) => (Array.isArray(args) ? args.map(String) : []));
  const reloader = operator.find((arg) => arg.startsWith('--prometheus-config-reloader='))?.split('=')[1];
  return objects.flatMap((object): readonly RenderedPods[] => {
    const { kind, metadata } = object;
    const at = { owner: `${kind} ${metadata.name}`, kind, namespace: metadata.namespace ?? namespace };
    const { spec = {} } = object;
    const known = operated[kind];
    if (known !== undefined) {
      const images = [String(spec['image']), ...(reloader === undefined ? [] : [reloader])];
      return [
        {
          ...at,
          labels: known.labels(metadata.name),
          serviceAccount: String(spec['serviceAccountName']),
          images: images.map(withoutTag),
          ports: known.ports,
          hostNetwork: spec['hostNetwork'] === true,
          isCompleted: false,
          replicas: Number(spec['replicas'] ?? 1),
          spec: spec,
        },
      ];
    }
    const template = templateOf(object);
    const listener = spec['listenerTemplate'] as Template | undefined;
    return [
      ...(template === undefined ? [] : [pods(at, template, Number(spec['replicas'] ?? 1))]),
      ...(listener === undefined
        ? []
        : [{ ...pods({ ...at, namespace: controllerNamespace(objects) }, listener, 1), isCompleted: true }]),
    ];
  });
}

function pods(
  at: Pick<RenderedPods, 'owner' | 'kind' | 'namespace'>,
  template: Template,
  replicas: number,
): RenderedPods {
  const spec = template.spec ?? {};
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  return {
    ...at,
    labels: template.metadata?.labels ?? {},
    serviceAccount: spec.serviceAccountName,
    images: [...new Set(containers.flatMap(({ image }) => (image === undefined ? [] : [withoutTag(image)])))],
    ports: containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort)),
    hostNetwork: spec.hostNetwork ?? false,
    isCompleted: false,
    replicas,
    spec,
  };
}

/** Where the Actions Runner Controller runs listeners: in its own namespace, which the scale set binds its role to. */
function controllerNamespace(objects: readonly RenderedObject[]): string {
  const subjects = objects.flatMap((object) => (object.kind === 'RoleBinding' ? (object.subjects ?? []) : []));
  return subjects[0]?.namespace ?? '';
}

/** Whatever has a pod template, the scale sets of the Actions Runner Controller among it. */
function templateOf(object: RenderedObject): Template | undefined {
  const spec = object.spec as { readonly template?: Template } | undefined;
  return spec?.template?.spec?.containers === undefined ? undefined : spec.template;
}

function containersOf(template: Template | undefined): readonly Container[] {
  return template?.spec?.containers ?? [];
}

function withoutTag(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^:/]+$/, '');
}

/** Whether labels cover a selector. */
export function covers(
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>> | undefined,
): boolean {
  return selector !== undefined && Object.entries(selector).every(([key, value]) => labels[key] === value);
}
