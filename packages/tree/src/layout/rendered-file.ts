import type { KubernetesObject } from '@espalier/model';
import { digestOf } from '../disk/index.ts';
import { stringifyYaml } from '../yaml/index.ts';

/** A file as it should be on disk. */
export interface RenderedFile {
  readonly text: string;
  readonly digest: string;
}

const rendered = new WeakMap<KubernetesObject, RenderedFile>();

/** The file of a text. */
export function renderText(text: string): RenderedFile {
  return { text, digest: digestOf(text) };
}

/**
 * The file of an object. A frozen object is rendered once for all clusters.
 *
 * @throws YamlValueError if the object is not plain data
 */
export function renderObject(object: KubernetesObject): RenderedFile {
  const known = rendered.get(object);
  if (known !== undefined) return known;
  const file = renderText(stringifyYaml(object));
  if (Object.isFrozen(object)) rendered.set(object, file);
  return file;
}
