import { formatPath } from '../../problem/index.ts';

/** Where something of an addon stands in the cluster's definition, for a problem. */
export function addonPath(index: number, ...rest: readonly PropertyKey[]): string {
  return formatPath(['addons', index, ...rest]);
}
