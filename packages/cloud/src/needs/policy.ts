import type { NeedInCloud } from './contract.ts';

/** Statements for AWS APIs that no other need covers; there is nothing to make. */
export const policy: NeedInCloud<'policy'> = {
  component: undefined,

  provide: () => ({}),
  statements: ({ statements }) =>
    statements.map(({ actions, resources, conditions }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      ...(conditions !== undefined && { Condition: conditions }),
    })),
};
