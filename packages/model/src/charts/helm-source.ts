/**
 * The chart arguments of the `helm` command: name and `--repo`, or an OCI reference. The version is a separate flag.
 */
export function helmSource({ repository, name }: { readonly repository: string; readonly name: string }): string {
  return repository.startsWith('https://') ? `${name} --repo ${repository}` : `oci://${repository}/${name}`;
}
