import type { ExecutorContext } from '@nx/devkit';
import { print } from './print-guide.ts';

/** Options of the `bootstrap` target of an account's stack. */
export interface BootstrapAccountOptions {
  readonly account: string;
  /** @default false */
  readonly json?: boolean;
}

/** The `bootstrap` target of an account's stack. */
export default function bootstrapAccount(
  { account, json = false }: BootstrapAccountOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return print(({ accountGuide }) => accountGuide(context.root, { account, json }));
}
