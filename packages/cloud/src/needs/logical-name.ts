import { names } from '@espalier/model';
import type { NeedSurroundings } from './need-in-cloud.ts';

/** Logical name of a need's resources, unique in the stack for each type: `identity-signing-key`. */
export function logicalName(need: { readonly name: string }, { owner }: NeedSurroundings): string {
  return `${owner}-${names.kebabCase(need.name)}`;
}
