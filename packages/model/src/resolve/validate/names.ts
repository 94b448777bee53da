import { validate, type Problem } from '../../problem/index.ts';
import { sharedPlans } from '../../names/index.ts';
import { dnsLabel } from '../../schema-parts/index.ts';

/** Names that no app or addon may take: directories and files of the tree with a fixed meaning. */
export const reservedApplications = [
  'argocd',
  'cloud',
  'crds',
  'namespaces',
  'root',
  'secret-stores',
  'values',
] as const;

/** What a file or folder name names, the maximum length of the name, and the reserved names. */
const kinds = {
  environment: { noun: 'an environment', length: 20, reserved: [] },
  cluster: { noun: 'a cluster', length: 30, reserved: [sharedPlans] },
  app: { noun: 'an app', length: 63, reserved: reservedApplications },
} as const satisfies Record<string, { noun: string; length: number; reserved: readonly string[] }>;

/** Checks that the name of a file or folder is a valid name for its definition. */
export function nameIsLegal(kind: keyof typeof kinds, name: string, file: string): readonly Problem[] {
  const { noun, length, reserved }: (typeof kinds)[keyof typeof kinds] = kinds[kind];
  const illegal = validate<string>(dnsLabel(length), name, file).problems.map((problem): Problem => ({
    ...problem,
    code: 'ESP2003',
    found: `'${name}' cannot be the name of ${noun}.`,
    remedy: `Rename ${file.endsWith(`${name}.ts`) ? 'the file' : 'the folder'}.`,
  }));
  return reserved.some((other) => other === name) ? [...illegal, isReserved(name, file, reserved)] : illegal;
}

function isReserved(name: string, file: string, reserved: readonly string[]): Problem {
  return {
    code: 'ESP2003',
    file,
    path: '',
    found: `'${name}' is a directory of the tree with a fixed meaning.`,
    expected: `Expected a name other than ${reserved.join(', ')}.`,
    remedy: 'Rename the folder.',
  };
}
