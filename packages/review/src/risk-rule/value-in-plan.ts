import type { Comparison, Side } from '../comparison/index.ts';

/**
 * Whether the plan itself writes the value of a secret: then the value can be made again. The version is a resource of its
 * own in the folder of the secret.
 *
 * @param file of the secret in the plan
 * @param id of the secret, `<type>/<name>`
 */
export function isValueInPlan(comparison: Comparison, side: Side, file: string, id: string): boolean {
  const folder = file.slice(0, file.lastIndexOf('/'));
  const versions = comparison.list(side, folder).filter((path) => path.includes('/secretsmanager.secretversion-'));
  return [...comparison.read(side, versions).values()].some(
    (text) => text.includes(`- ${id}\n`) || text.includes(`- "${id}"\n`) || text.includes(`\${${id}.`),
  );
}
