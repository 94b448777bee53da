import type { PlannedResource, Problem } from '@espalier/model';
import { stackProviderId } from '../provider/aws-provider.ts';

/**
 * Resources that would be made by another provider than the stack's. Whoever forgets `{ parent }` gets Pulumi's default
 * provider: it takes whatever credentials and region it finds, and no tags. Packages other than AWS's have providers of
 * their own, which the stack has to register too, so that the plan shows what they are given.
 *
 * @param resources of one stack
 * @param file what a problem is about: the programs that people wrote, or the stack
 */
export function otherProviders(resources: readonly PlannedResource[], file: string): readonly Problem[] {
  const registered = new Set(resources.filter(isProvider).map(({ id }) => id));
  return resources
    .filter((resource) => !isProvider(resource) && !isAsItShould(resource, registered))
    .map(({ id, options: { provider } }) => ({
      code: 'ESP6014',
      file,
      path: id,
      found:
        provider === undefined
          ? 'The resource has no provider: Pulumi would take whatever credentials and region it finds.'
          : `The resource is made by '${provider}'.`,
      expected: `The provider of the stack, '${stackProviderId}', which knows account, region and tags.`,
      remedy:
        'Give it `{ parent }`; a package other than @pulumi/aws needs a provider in the stack, given as `provider`.',
    }));
}

function isProvider({ type }: PlannedResource): boolean {
  return type.startsWith('pulumi:providers:');
}

function isAsItShould({ type, kind, options }: PlannedResource, registered: ReadonlySet<string>): boolean {
  switch (kind) {
    case 'component':
      return true;
    case 'opaque':
      // What a plugin makes of it takes the providers that it is given.
      return options.providers?.['aws'] === stackProviderId || options.provider === stackProviderId;
    case 'resource':
      return type.startsWith('aws:')
        ? options.provider === stackProviderId
        : options.provider !== undefined && registered.has(options.provider);
  }
}
