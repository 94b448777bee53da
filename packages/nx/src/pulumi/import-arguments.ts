import { nameOf, type PendingCreate } from './pending-creates.ts';

/** What an import has to say of a resource, so that it has the URN in the state that the program registers. */
export type Importable = Pick<PendingCreate, 'type' | 'name' | 'parent' | 'provider'>;

/** Arguments of `pulumi import`. One at a time: an import of several fails as a whole where one of them is not there. */
export function importArguments({ type, name, parent, provider }: Importable, id: string): readonly string[] {
  const named = (urn: string | undefined): string | undefined => urn && `${nameOf(urn)}=${urn}`;
  const options = [
    ['--parent', parent?.includes('::pulumi:pulumi:Stack::') === true ? undefined : named(parent)],
    ['--provider', named(provider)],
  ].flatMap(([flag = '', value]) => (value === undefined ? [] : [flag, value]));
  // Whether it is protected, the next update says again.
  const silent = ['--yes', '--skip-preview', '--non-interactive', '--generate-code=false', '--protect=false'];
  return ['import', type, name, id, ...options, ...silent];
}
