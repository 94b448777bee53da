import type { NeedInCloud } from './contract.ts';

export const secret: NeedInCloud<'secret'> = {
  provide: () => ({}),
  statements: () => [],
};
