/** The folder of vendored charts in the workspace. */
export const chartFolder = 'manifests/charts';

/** The file that `helm pull` writes. */
export function archiveName(name: string, version: string): string {
  return `${name}-${version}.tgz`;
}
