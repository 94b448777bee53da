import type { Problem } from '@espalier/model';

/**
 * A stack cannot be previewed or deployed, because a stack with outputs that it reads is not deployed.
 *
 * @param reader the requested stack
 * @param stack the stack that it reads
 * @param found its problem, as a sentence
 */
export function stackNotUp(reader: string, stack: string, found: string): Problem {
  return {
    code: 'ESP6016',
    file: 'apps/cloud',
    path: reader,
    found: `'${reader}' reads the outputs of '${stack}'. ${found}`,
    expected: `'${stack}' must be deployed before '${reader}', in this version of the program.`,
    remedy: `Run npx nx up ${stack}, wait until it ends, then run this again.`,
  };
}
