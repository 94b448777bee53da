/** Directories of a cluster that are not an application. */
export const reservedNames: ReadonlySet<string> = new Set(['.espalier', 'values', 'cloud', 'crds']);

/** Whether the text is a DNS-1123 label (RFC 1123, as Kubernetes has it): `[a-z0-9-]`, 63 at most, no `-` at the ends. */
export function isLabel(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** Why a name is invalid for an application, as the end of a sentence; undefined if it is valid. */
export function findNameFault(name: string): string | undefined {
  if (reservedNames.has(name.toLowerCase())) return 'is a directory with another use';
  return isLabel(name) ? undefined : 'is not a DNS-1123 label';
}
