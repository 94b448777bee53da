import type { KubernetesObject } from '@espalier/model';

/** An object that a chart rendered, with what the tests read of it. */
export interface RenderedObject extends KubernetesObject {
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly subjects?: readonly { readonly namespace?: string }[];
  readonly items?: readonly RenderedObject[];
}
