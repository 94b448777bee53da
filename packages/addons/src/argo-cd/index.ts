import type { AddonDefinition } from '@espalier/model';
import { acceptedOptions } from '../charts/index.ts';
import { disruptionBudgets } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { argoCdOptions, type ArgoCdOptions } from './options.ts';
import { argoCdValues } from './values.ts';
import { argoCdWorkloads, release } from './workloads.ts';

export type { ArgoCdOptions, UserInterface } from './options.ts';

export type { SingleSignOn } from './single-sign-on.ts';

/** Argo CD: syncs the cluster, also itself, from the tree. Every cluster has its own. */
export function argoCd(options: ArgoCdOptions = {}): AddonDefinition {
  const { userInterface } = acceptedOptions(argoCdOptions, options);
  return {
    // Bootstrap installs a release with this name, which the Application then adopts. `argocd` is a directory of the
    // tree.
    options: { given: options, schema: argoCdOptions },
    name: release,
    namespace: 'argocd',
    chart: {
      repository: 'https://argoproj.github.io/argo-helm',
      name: 'argo-cd',
      version: '10.1.1',
      kubernetes: '>=1.25.0-0',
    },
    values: (context) => argoCdValues(options, context),
    objects: (context) => disruptionBudgets(argoCdWorkloads(options), context),
    workloads: argoCdWorkloads(options),
    provides: {
      crdGroups: ['argoproj.io'],
      hosts: userInterface === undefined ? {} : { 'argo-cd': userInterface.host },
    },
    requires: [{ crdGroup: monitoringGroup }],
    // The CRD of ApplicationSet is larger than what the last-applied annotation may hold.
    serverSideApply: true,
  };
}
