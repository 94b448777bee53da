import type { Json, PlannedResource, StackPlan } from '@espalier/model';
import { guardType } from '../protection/guard.ts';
import { planFileOfType } from '../replacement/index.ts';

/** Directory of resources without a component, and of the stack's outputs. */
const ofStack = 'stack';

/**
 * A plan as small files: one directory for each component right below the stack, with a file for each resource in it,
 * `<service>.<type>-<name>`; and the outputs.
 *
 * @returns documents by file name without ending, by directory
 */
export function planFiles({ resources, outputs }: StackPlan): Readonly<Record<string, Readonly<Record<string, Json>>>> {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const directories = new Map<string, Map<string, Json>>();
  const add = (directory: string, file: string, document: Json): void => {
    const files = directories.get(directory) ?? new Map<string, Json>();
    directories.set(directory, files.set(file, document));
  };
  for (const resource of resources) add(directoryOf(resource, byId), fileOf(resource), documentOf(resource));
  if (Object.keys(outputs).length > 0) add(ofStack, 'outputs', outputs);
  return Object.fromEntries([...directories].map(([directory, files]) => [directory, Object.fromEntries(files)]));
}

function directoryOf(resource: PlannedResource, byId: ReadonlyMap<string, PlannedResource>): string {
  let top = resource;
  for (let parent = byId.get(top.parent ?? ''); parent !== undefined; parent = byId.get(parent.parent ?? '')) {
    top = parent;
  }
  return top.kind === 'component' ? top.name : ofStack;
}

/** `aws:ec2/vpc:Vpc` called `network` is `ec2.vpc-network`; names of other packages begin with the package. */
function fileOf({ type, name }: PlannedResource): string {
  return `${planFileOfType(type)}-${name.replaceAll(/[^A-Za-z0-9.-]/g, encodeURIComponent)}`;
}

function documentOf({ type, name, parent, kind, inputs, dependencies, options }: PlannedResource): Json {
  return {
    type,
    name,
    ...(kind !== 'resource' && { kind }),
    ...(parent !== undefined && { parent }),
    ...(Object.keys(inputs).length > 0 && { inputs }),
    // A guard depends on everything that it protects, and would change with each resource.
    ...(dependencies.length > 0 && type !== guardType && { dependencies }),
    ...(Object.keys(options).length > 0 && { options: { ...options } }),
  };
}
