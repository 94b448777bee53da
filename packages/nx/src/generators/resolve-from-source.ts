import { registerHooks } from 'node:module';

let isRegistered = false;

/**
 * Allows a generator that Nx loads from source to import the workspace's packages from source. `nx g` runs generators
 * in its own process, which is started without `--conditions`, unlike those of plugins and executors. Does nothing if
 * this package is installed, or if it was called before.
 */
export function resolveFromSource(): void {
  if (isRegistered || !import.meta.filename.endsWith('.ts')) return;
  isRegistered = true;
  registerHooks({
    resolve: (specifier, context, nextResolve) =>
      nextResolve(specifier, { ...context, conditions: [...context.conditions, '@espalier/source'] }),
  });
}
