import { isMapping, valueAt, type Json, listAt } from '@espalier/model';

/** The pods of a workload, as its object describes them. */
export interface Workload {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, unknown>>;
  /** Containers of all sorts with their path in the object. */
  readonly containers: readonly {
    readonly path: string;
    readonly name: string;
    readonly container: Readonly<Record<string, unknown>>;
  }[];
}

/** Where the template of pods is, by kind. */
const templates: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** The pods that an object describes; `undefined` for kinds that describe none. */
export function workloadIn(object: Json | undefined): Workload | undefined {
  const kind = isMapping(object) ? object['kind'] : undefined;
  const path = typeof kind === 'string' && Object.hasOwn(templates, kind) ? templates[kind] : undefined;
  if (path === undefined) return undefined;
  const template = path.length === 0 ? object : valueAt(object, path);
  const spec = valueAt(template, ['spec']);
  if (!isMapping(spec)) return undefined;
  const labels = valueAt(template, ['metadata', 'labels']);
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) => {
    return listAt(spec, [field])
      .filter(isMapping)
      .map((container) => {
        const name = String(container['name']);
        return { path: [...path, 'spec', `${field}[${name}]`].join('.'), name, container };
      });
  });
  return { spec, labels: isMapping(labels) ? labels : {}, containers };
}
