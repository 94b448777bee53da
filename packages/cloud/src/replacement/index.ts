import { statefulTypes } from './stateful-types.ts';

export { isStatefulFile, planFileOfType } from './stateful-file.ts';

/** Whether resources of a type hold what no program can make again, such as data, keys and delegated domains. */
export function isStateful(type: string): boolean {
  return Object.hasOwn(statefulTypes, type);
}

/**
 * Inputs of a stateful type whose change replaces the resource: what is there goes, and an empty one comes.
 *
 * @param type Pulumi type token, such as `aws:rds/instance:Instance`
 * @returns input names, a dot leading into an object; `undefined` for types that hold nothing or are not known
 */
export function replacingProperties(type: string): readonly string[] | undefined {
  return isStateful(type) ? statefulTypes[type]?.replacedBy : undefined;
}
