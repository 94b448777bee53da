import type { ExecutorContext } from '@nx/devkit';
import { printGuide, type GuideOptions } from './print-guide.ts';

/** The `bootstrap` target of a cluster. */
export default function bootstrap(options: GuideOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return printGuide('bootstrap', options, context);
}
