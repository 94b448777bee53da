import type { Tree } from '@nx/devkit';
import { resolveFromSource } from '../resolve-from-source.ts';
import type { UpgradeAddonSchema } from './schema.d.ts';

/** `nx g @espalier/nx:upgrade-addon <chart> --to <version> [--cluster <cluster>]` */
export default async function generator(tree: Tree, options: UpgradeAddonSchema): Promise<void> {
  resolveFromSource();
  const { upgradeAddon } = await import('./upgrade-addon.ts');
  await upgradeAddon(tree, options);
}
