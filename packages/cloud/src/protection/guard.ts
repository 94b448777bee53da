import { ComponentResource, type Resource } from '@pulumi/pulumi';
import { getStackResource } from '@pulumi/pulumi/runtime/index.js';

/** Type of a guard in a plan. */
export const guardType = 'espalier:cloud:Guard';

/**
 * Keeps what protected resources rest on. Protection is of one resource, and the engine meets it last: what depends on
 * a protected resource goes first, and is gone by the time that the engine refuses. A guard depends on all that it keeps,
 * so the engine meets the guard first, refuses, and leaves everything that it depends on.
 *
 * It is nothing in AWS. It is released before what it protects is deleted.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/deploy/deployment_executor.go `erroredDeps`
 */
export class Guard extends ComponentResource {
  /**
   * @param kept what goes only after the guard: resources, or components with all that is in them
   * @param parent the component it belongs to; the stack where it is left out
   */
  constructor(name: string, kept: readonly Resource[], parent?: Resource) {
    super(guardType, name, {}, { ...(parent !== undefined && { parent }), protect: true, dependsOn: [...kept] });
    this.registerOutputs();
  }
}

/** A guard of all that the stack registers, whenever it does. */
export function guardStack(): void {
  const stack = getStackResource();
  if (stack === undefined) throw new Error('there is a stack while a program runs');
  new Guard('stack', [stack]);
}
