import type { PlannedResource, Problem } from '@espalier/model';
import { stackProviderId } from '../provider/aws-provider.ts';

/**
 * Resources that another provider than the stack's would create. A program without `{ parent }` gets Pulumi's default
 * provider, which uses any credentials and region that it finds, without tags. Other packages have their own providers.
 * The stack must register them too, so that the plan shows their configuration.
 *
 * @param resources of one stack
 * @param file the subject of a problem: the app's programs, or the stack
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
          ? 'The resource has no provider: Pulumi would use any credentials and region that it finds.'
          : `The resource uses the provider '${provider}'.`,
      expected: `The provider of the stack, '${stackProviderId}', which has account, region and tags.`,
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
      // Resources that a plugin creates use the providers of its component.
      return options.providers?.['aws'] === stackProviderId || options.provider === stackProviderId;
    case 'resource':
      return type.startsWith('aws:')
        ? options.provider === stackProviderId
        : options.provider !== undefined && registered.has(options.provider);
  }
}
