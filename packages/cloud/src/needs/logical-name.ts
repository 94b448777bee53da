import { names } from '@espalier/model';
import type { NeedContext } from './need-in-cloud.ts';

/** Logical name of a need's resources, unique in the stack for each type: `identity-signing-key`. */
export function logicalName(need: { readonly name: string }, { owner }: NeedContext): string {
  return `${owner}-${names.kebabCase(need.name)}`;
}
