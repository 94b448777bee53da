import { statefulTypes, type StatefulType } from './stateful-types.ts';

export { isStatefulFile, planFileOfType } from './stateful-file.ts';
export type { StatefulType } from './stateful-types.ts';

/** Whether resources of a type hold what no program can make again, such as data, keys and delegated domains. */
export function isStateful(type: string): boolean {
  return Object.hasOwn(statefulTypes, type);
}

/**
 * What is known of a type whose resources hold what no program can make again.
 *
 * @param type Pulumi type token, such as `aws:rds/instance:Instance`
 * @returns `undefined` for types that hold nothing or are not known
 */
export function statefulType(type: string): StatefulType | undefined {
  return isStateful(type) ? statefulTypes[type] : undefined;
}
