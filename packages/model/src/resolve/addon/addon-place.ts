import { formatPath } from '../../problem/index.ts';

/** The path of an addon's field in the cluster's definition, for a problem. */
export function addonPath(index: number, ...rest: readonly PropertyKey[]): string {
  return formatPath(['addons', index, ...rest]);
}
