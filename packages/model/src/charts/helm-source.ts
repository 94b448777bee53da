/** How the `helm` command names a chart: by name and `--repo`, or as an OCI reference. The version is a flag of its own. */
export function helmSource({ repository, name }: { readonly repository: string; readonly name: string }): string {
  return repository.startsWith('https://') ? `${name} --repo ${repository}` : `oci://${repository}/${name}`;
}
