import type { NeedInCloud } from './contract.ts';

export const table: NeedInCloud<'table'> = {
  provide: () => ({}),
  statements: () => [],
};
