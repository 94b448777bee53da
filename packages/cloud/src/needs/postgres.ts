import type { NeedInCloud } from './contract.ts';

export const postgres: NeedInCloud<'postgres'> = {
  provide: () => ({}),
  statements: () => [],
};
