import type { StackPlan } from '@espalier/model';

/** A value that only AWS knows, in a plan: a reference to the resource that provides it. */

/** An output of a resource of the same stack: `${aws:ec2/vpc:Vpc/network.id}`. */
export function outputReference(resource: string, output: string): string {
  return `\${${resource}.${output}}`;
}

/** An output of another stack: `${environment-production#vpcId}`. */
export function stackOutputReference(stack: string, output: string): string {
  return `\${${stack}#${output}}`;
}

/** Whether text contains a reference. */
export function holdsReference(text: string): boolean {
  return text.includes('${');
}

/** The id in a plan of the resource with a URN: the last type of its chain, and its name. */
export function idOfUrn(urn: string): string {
  const [, , types = '', ...name] = urn.split('::');
  return `${types.slice(types.lastIndexOf('$') + 1)}/${name.join('::')}`;
}

/**
 * URN of a planned resource in the state of its stack: the opposite of `idOfUrn`.
 *
 * @param project the platform's name
 * @returns `undefined` if the plan has no such resource
 */
export function urnOf({ stack, resources }: StackPlan, project: string, id: string): string | undefined {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const resource = byId.get(id);
  const types: string[] = [];
  for (let each = resource; each !== undefined; each = byId.get(each.parent ?? '')) types.unshift(each.type);
  return resource && `urn:pulumi:${stack}::${project}::${types.join('$')}::${resource.name}`;
}
