import { FleetWorkspace } from '../fleet/workspace.ts';
import type { Medium } from '../measure/medium.ts';
import { countOf, loadedPackages } from './loaded-packages.ts';

/** How many modules of what they must not load a render and a plan load. */
export interface LoadFigures {
  readonly pulumiInRender: number;
  readonly cdk8sInPlan: number;
}

/** Looks at what a render and a plan load; a count and no time. */
export function measureLoads(medium: Medium): LoadFigures {
  const workspace = new FleetWorkspace(medium.directory, { clusters: 1, apps: 5 });
  try {
    return {
      pulumiInRender: countOf(loadedPackages(['render'], workspace.root), '@pulumi/'),
      cdk8sInPlan: countOf(loadedPackages(['plan'], workspace.root), 'cdk8s'),
    };
  } finally {
    workspace.remove();
  }
}
