import type { NeedInCloud } from './contract.ts';

export const queue: NeedInCloud<'queue'> = {
  provide: () => ({}),
  statements: () => [],
};
