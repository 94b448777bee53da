import type { ExecutorContext } from '@nx/devkit';
import { printGuide, type GuideOptions } from './print-guide.ts';

/** The `secrets` target of a cluster. */
export default function secrets(options: GuideOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return printGuide('secrets', options, context);
}
