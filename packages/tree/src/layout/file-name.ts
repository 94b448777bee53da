import type { KubernetesObject } from '@espalier/model';
import { shadowsBuiltInKind } from './built-in-kinds.ts';

/**
 * The name of an object's file: `<kind>-<name>.yaml`. It depends only on the object and its application.
 *
 * An object of another namespace than the application's own is `<namespace>_<kind>-<name>.yaml`; a custom kind with the
 * name of a built-in kind is `<kind>.<group>-<name>.yaml`. Characters other than letters, digits, `.` and `-` are
 * percent-encoded.
 */
export function fileNameOf(object: KubernetesObject, applicationNamespace: string | undefined): string {
  const { name, namespace } = object.metadata;
  const group = groupOf(object);
  const kind = encodeKind(object.kind.toLowerCase());
  const qualified = shadowsBuiltInKind(group, object.kind) ? `${kind}.${encodeKind(group)}` : kind;
  const prefix = namespace === undefined || namespace === applicationNamespace ? '' : `${encode(namespace)}_`;
  return `${prefix}${qualified}-${encode(name)}.yaml`;
}

/** The API group of an object; empty for the core group. */
export function groupOf(object: KubernetesObject): string {
  const slash = object.apiVersion.lastIndexOf('/');
  return slash === -1 ? '' : object.apiVersion.slice(0, slash);
}

function encode(text: string): string {
  if (/^[A-Za-z0-9.-]*$/.test(text)) return text;
  return [...Buffer.from(text)].map((byte) => encodeByte(byte)).join('');
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9.-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** A `-` inside the kind would look like the separator before the name. */
function encodeKind(text: string): string {
  return encode(text).replaceAll('-', '%2D');
}
