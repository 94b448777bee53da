import { nameOf, type PendingCreate } from './pending-creates.ts';

/** The arguments of an import that give the resource the URN that the program registers. */
export type Importable = Pick<PendingCreate, 'type' | 'name' | 'parent' | 'provider'>;

/** Arguments of `pulumi import`. One at a time: an import of several fails completely if one of them is missing. */
export function importArguments({ type, name, parent, provider }: Importable, id: string): readonly string[] {
  const named = (urn: string | undefined): string | undefined => urn && `${nameOf(urn)}=${urn}`;
  const options = [
    ['--parent', parent?.includes('::pulumi:pulumi:Stack::') === true ? undefined : named(parent)],
    ['--provider', named(provider)],
  ].flatMap(([flag = '', value]) => (value === undefined ? [] : [flag, value]));
  // The next update sets the protection again.
  const silent = ['--yes', '--skip-preview', '--non-interactive', '--generate-code=false', '--protect=false'];
  return ['import', type, name, id, ...options, ...silent];
}
