import type { ExecutorContext } from '@nx/devkit';
import { printGuide, type GuideOptions } from './print-guide.ts';

/** The `order` target of a cluster. */
export default function order(options: GuideOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return printGuide('order', options, context);
}
