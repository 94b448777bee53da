import type { ExecutorContext } from '@nx/devkit';
import { print, type GuideOptions } from './print-guide.ts';

/** Options of the `uninstall` target of a cluster. */
export interface UninstallOptions extends GuideOptions {
  /** Name of the addon or app; what there is, is printed without it. */
  readonly application?: string;
}

/** The `uninstall` target of a cluster. */
export default function uninstall(
  { cluster, application, json = false }: UninstallOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return print(({ uninstallGuide }) => uninstallGuide(context.root, { cluster, application, json }));
}
