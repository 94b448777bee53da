import { join } from 'node:path';
import { fromCdk8s } from './from-cdk8s.ts';
import { fromKubernetesModels } from './from-kubernetes-models.ts';
import { withIntegers, withoutAlphas } from './history.ts';
import type { KindSchemas } from './kind-schemas.ts';

/** Minors that a package of cdk8s-plus is for, oldest first. */
export const minorsOfCdk8s = [29, 30, 31, 32, 33, 34] as const;

/** The minor that `kubernetes-models` 5.1 is for, as its change log says. */
const minorOfKubernetesModels = '1.36';

/** A minor for which no package is made, and the one before it. */
const between = '1.35';

/** Packages from which the schemas come, at the versions they were read from. */
export const packages = [
  'cdk8s-plus-29@2.6.0',
  'cdk8s-plus-30@2.4.10',
  'cdk8s-plus-31@2.6.43',
  'cdk8s-plus-32@2.5.92',
  'cdk8s-plus-33@2.5.57',
  'cdk8s-plus-34@2.0.54',
  'kubernetes-models@5.1.0',
] as const;

/** The kinds of one minor, as its package of cdk8s-plus has them. */
export function minorOf(folder: string): KindSchemas {
  return withIntegers(withoutAlphas(fromCdk8s(folder)));
}

/**
 * The kinds of every minor.
 *
 * @param modules a `node_modules` in which {@link packages} are installed
 */
export function allMinors(modules: string): Readonly<Record<string, KindSchemas>> {
  const older = Object.fromEntries(
    minorsOfCdk8s.map((minor) => [`1.${minor}`, minorOf(join(modules, `cdk8s-plus-${minor}`))]),
  );
  const last = older[`1.${minorsOfCdk8s.at(-1) ?? ''}`] ?? { kinds: {}, definitions: {} };
  const folders = ['kubernetes-models', '@kubernetes-models/apimachinery'].map((name) => join(modules, name));
  const newest = withIntegers(withoutAlphas(fromKubernetesModels(folders)));
  const everBefore = new Set(Object.values(older).flatMap(({ kinds }) => Object.keys(kinds)));
  // The package keeps what was removed long ago, and leaves out what is not stable yet.
  const isNew = (kind: string): boolean => !everBefore.has(kind) && /^(\S*\/)?v\d+ /.test(kind);
  const kept = Object.entries(last.kinds).map(([kind, name]) => [kind, newest.kinds[kind] ?? name] as const);
  const added = Object.entries(newest.kinds).filter(([kind]) => isNew(kind));
  const definitions = {
    ...last.definitions,
    ...Object.fromEntries(
      Object.entries(newest.definitions).map(([name, schema]) => {
        // What only one of the two asks for, validation asks for, or no longer does.
        const before = last.definitions[name];
        if (before === undefined) return [name, schema] as const;
        const { required = [], ...others } = schema;
        const both = required.filter((field) => before.required?.includes(field));
        return [name, { ...others, ...(both.length > 0 && { required: both }) }] as const;
      }),
    ),
  };
  return {
    ...older,
    // Its own fields lie between those of its neighbours: what the newer one added is let through.
    [between]: { kinds: Object.fromEntries(kept), definitions },
    [minorOfKubernetesModels]: { kinds: Object.fromEntries([...kept, ...added].sort()), definitions },
  };
}
