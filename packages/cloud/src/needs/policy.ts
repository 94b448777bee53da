import { interpolate, type Input } from '@pulumi/pulumi';
import type { NeedInCloud } from './need-in-cloud.ts';

/** Statements for AWS APIs that no other need covers; there is nothing to make. */
export const policy: NeedInCloud<'policy'> = {
  component: undefined,

  provide: () => ({}),
  statements: ({ statements }, { zoneId }) =>
    statements.map(({ actions, resources, conditions }) => ({
      actions,
      resources: resources.map((resource) => withZone(resource, zoneId)),
      ...(conditions !== undefined && { conditions }),
    })),
};

/** The zone's id stands where a resource says `{zone}`: AWS alone knows it, so the model cannot fill it in. */
function withZone(resource: string, zoneId: Input<string>): Input<string> {
  const [before, after] = resource.split('{zone}');
  return after === undefined ? resource : interpolate`${before}${zoneId}${after}`;
}
