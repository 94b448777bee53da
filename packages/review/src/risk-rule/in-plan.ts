import type { Comparison, Side } from '../comparison/index.ts';

/**
 * Whether the plan itself writes the value of a secret: then the value can be made again. The version is a resource of its
 * own in the folder of the secret.
 *
 * @param file of the resource in the plan
 * @param id of the resource, `<type>/<name>`; only a secret has a value
 */
export function isValueInPlan(comparison: Comparison, side: Side, file: string, id: string): boolean {
  if (!id.startsWith('aws:secretsmanager/secret:Secret/')) return false;
  const folder = file.slice(0, file.lastIndexOf('/'));
  const versions = comparison.list(side, folder).filter((path) => path.includes('/secretsmanager.secretversion-'));
  return [...comparison.read(side, versions).values()].some(
    (text) => text.includes(`- ${id}\n`) || text.includes(`- "${id}"\n`) || text.includes(`\${${id}.`),
  );
}

/** Whether the plan that had a file is gone as a whole, so that no program registers anything of its stack. */
export function isPlanGone(comparison: Comparison, file: string): boolean {
  return comparison.list('head', file.split('/').slice(0, 3).join('/')).length === 0;
}
