import { ComponentResource, type Resource } from '@pulumi/pulumi';
import { getStackResource } from '@pulumi/pulumi/runtime/index.js';

/** Type of a guard in a plan. */
export const guardType = 'espalier:cloud:Guard';

/**
 * Protects the resources that protected resources depend on. Pulumi's protection covers one resource. The engine first
 * deletes everything that depends on it, and only then refuses. A guard depends on everything that it protects, so that
 * the engine reaches the guard first, refuses, and deletes nothing.
 *
 * It does not exist in AWS. Unprotect it before you delete what it protects.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/deploy/deployment_executor.go `erroredDeps`
 */
export class Guard extends ComponentResource {
  /**
   * @param kept what may only be deleted after the guard: resources, or components with their content
   * @param parent the component it belongs to. @default the stack
   */
  constructor(name: string, kept: readonly Resource[], parent?: Resource) {
    super(guardType, name, {}, { ...(parent !== undefined && { parent }), protect: true, dependsOn: [...kept] });
    this.registerOutputs();
  }
}

/** A guard of all resources of the stack, also of later ones. */
export function guardStack(): void {
  const stack = getStackResource();
  if (stack === undefined) throw new Error('there is a stack while a program runs');
  new Guard('stack', [stack]);
}
