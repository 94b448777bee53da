import type { Problem } from '@espalier/model';

/**
 * A stack cannot be previewed or brought up, because one whose outputs it reads is not up.
 *
 * @param reader the stack that was asked for
 * @param stack the one that it reads
 * @param found what is wrong with that, in a sentence
 */
export function stackNotUp(reader: string, stack: string, found: string): Problem {
  return {
    code: 'ESP6016',
    file: 'apps/cloud',
    path: reader,
    found: `'${reader}' reads the outputs of '${stack}'. ${found}`,
    expected: `'${stack}' is up before '${reader}', in this version of the program.`,
    remedy: `Run npx nx up ${stack}, to its end, then this again.`,
  };
}
