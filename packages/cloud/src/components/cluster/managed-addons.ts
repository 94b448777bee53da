import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Input, type Resource } from '@pulumi/pulumi';
import type { ManagedAddon } from '../../versions/index.ts';
import { ServiceAccountRole, type ServiceAccountRoleArgs } from '../roles/index.ts';

/** One EKS addon as it is installed. */
export interface ManagedAddonArgs {
  readonly addon: ManagedAddon;
  readonly version: string;
  /** What the addon's own schema takes. @default nothing */
  readonly configuration?: object;
  /** The role of its pods. @default none */
  readonly role?: ServiceAccountRoleArgs;
}

export interface ManagedAddonsArgs {
  readonly eksName: string;
  readonly clusterName: Input<string>;
  readonly addons: readonly ManagedAddonArgs[];
  /** What must be there before. */
  readonly after: readonly Resource[];
}

/**
 * Addons that EKS installs. What it finds in their place is not overwritten when one is created, since nothing is there
 * but by mistake; on an update the addon's own values win, since Git is the only channel.
 */
export class ManagedAddons extends ComponentResource {
  constructor(
    name: string,
    { eksName, clusterName, addons, after }: ManagedAddonsArgs,
    options: ComponentResourceOptions,
  ) {
    super('espalier:cloud:ManagedAddons', name, {}, options);
    for (const { addon, version, configuration, role: roleArgs } of addons) {
      const role =
        roleArgs === undefined ? undefined : new ServiceAccountRole(`${eksName}-${addon}`, roleArgs, { parent: this });
      new aws.eks.Addon(
        addon,
        {
          clusterName,
          addonName: addon,
          addonVersion: version,
          ...(configuration !== undefined && { configurationValues: JSON.stringify(configuration) }),
          ...(role !== undefined && { serviceAccountRoleArn: role.arn }),
          resolveConflictsOnCreate: 'NONE',
          resolveConflictsOnUpdate: 'OVERWRITE',
        },
        // An addon does not take the order of what it is in; without its role's policies it never becomes active.
        { parent: this, dependsOn: role === undefined ? [...after] : [...after, role] },
      );
    }
    this.registerOutputs();
  }
}
