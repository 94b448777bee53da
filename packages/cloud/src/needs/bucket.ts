import type { NeedInCloud } from './contract.ts';

export const bucket: NeedInCloud<'bucket'> = {
  provide: () => ({}),
  statements: () => [],
};
