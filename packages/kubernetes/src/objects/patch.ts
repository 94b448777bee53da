import jsonPatch, { type Operation } from 'fast-json-patch';

/** A step of a JSON Patch (RFC 6902). */
export type Patch = Operation;

/** Takes out what is at a path. */
export function remove(path: string): Patch {
  return { op: 'remove', path };
}

/** Puts a value at a path. The value becomes part of what is patched, and must not be changed afterwards. */
export function add(path: string, value: unknown): Patch {
  return { op: 'add', path, value };
}

/** Moves what is at a path to another. */
export function move(from: string, path: string): Patch {
  return { op: 'move', from, path };
}

/** Patches a document in place; cdk8s' own `JsonPatch.apply` copies every step first, which takes as long again. */
export function applyPatches(document: unknown, patches: readonly Patch[]): unknown {
  return jsonPatch.applyPatch(document, patches).newDocument;
}
