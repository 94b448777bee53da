import { statefulTypes, type StatefulType } from './stateful-types.ts';

export { isStatefulFile, planFileOfType } from './stateful-file.ts';
export type { StatefulType } from './stateful-types.ts';

/**
 * Whether resources of a type are stateful: they have what no program can recreate, such as data, keys and delegated
 * domains.
 */
export function isStateful(type: string): boolean {
  return Object.hasOwn(statefulTypes, type);
}

/**
 * What is known of a stateful type.
 *
 * @param type Pulumi type token, such as `aws:rds/instance:Instance`
 * @returns `undefined` for stateless or unknown types
 */
export function statefulType(type: string): StatefulType | undefined {
  return isStateful(type) ? statefulTypes[type] : undefined;
}
