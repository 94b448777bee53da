import type { AccountDefinition } from './account.ts';
import type { NamespaceDefinition } from './namespace.ts';

/** The whole platform: what `apps/platform/platform.ts` exports. */
export interface PlatformDefinition {
  /** Prefix of every AWS name; a DNS-1123 label of at most 16 characters. */
  readonly name: string;
  /** HTTPS address of the Git repository that Argo CD syncs. */
  readonly repository: string;
  /** Git revision that Argo CD follows. @default 'refs/heads/main' */
  readonly revision?: string | undefined;
  /** Domain that the platform's hosts live under, such as `riven.dev`. */
  readonly domain: string;
  /** Teams by a short name, as GitHub handles; apps name their owner by it. */
  readonly owners: Readonly<Record<string, string>>;
  /** AWS accounts by name; exactly one has the role `registry`. */
  readonly accounts: Readonly<Record<string, AccountDefinition>>;
  /** Settings of app namespaces that differ from the defaults. @default {} */
  readonly namespaces?: Readonly<Record<string, NamespaceDefinition>> | undefined;
}

/** Declares the platform. The default export of `apps/platform/platform.ts`. */
export function definePlatform(platform: PlatformDefinition): PlatformDefinition {
  return platform;
}
