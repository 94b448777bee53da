import type { AppDefinition } from '@espalier/model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appDefinition, appName } from './app.ts';

/** How large a fleet is: every app runs in every cluster. */
export interface FleetSize {
  readonly clusters: number;
  readonly apps: number;
}

const clustersOfAnEnvironment = 10;

/** Name of the cluster with this number, from 1. */
export function clusterName(number: number): string {
  return `cluster-${String(number).padStart(3, '0')}`;
}

type File = readonly [path: string, text: string];

/** Every file of a workspace that defines such a fleet, by path. The same size gives the same files. */
export function fleetFiles({ clusters, apps }: FleetSize): Readonly<Record<string, string>> {
  const environments = numbersTo(Math.ceil(clusters / clustersOfAnEnvironment));
  const files: readonly File[] = [
    ['apps/platform/platform.ts', platform],
    ['apps/cloud/Pulumi.yaml', 'name: fleet\nruntime: nodejs\n'],
    ['apps/platform/addons.ts', readFileSync(join(import.meta.dirname, 'addons.ts'), 'utf8')],
    ...environments.map(environmentFile),
    ...numbersTo(clusters).map(clusterFile),
    ...numbersTo(apps).flatMap((number) => [
      appFile(number, 'initial'),
      ...environments.map((environment) => releaseFile(number, environment, '1.0.0')),
    ]),
  ];
  return Object.fromEntries(files);
}

/** Path and text of an app's definition. */
export function appFile(number: number, build: string): File {
  return [`apps/${appName(number)}/app.ts`, appText(appDefinition(number, build))];
}

/** Path and text of an app's release in an environment. */
export function releaseFile(number: number, environment: number, tag: string): File {
  return [`apps/${appName(number)}/releases/${environmentName(environment)}.yaml`, `image:\n  tag: '${tag}'\n`];
}

function appText(definition: AppDefinition): string {
  return `import { defineApp } from '@espalier/model';

export default defineApp(${JSON.stringify(definition, undefined, 2)});
`;
}

/** Name of the environment with this number, from 1. */
export function environmentName(number: number): string {
  return `environment-${String(number).padStart(2, '0')}`;
}

const platform = `import { definePlatform } from '@espalier/model';

export default definePlatform({
  name: 'fleet',
  repository: 'https://github.com/fleet/platform',
  domain: 'fleet.example',
  owners: { platform: '@fleet/platform', product: '@fleet/product' },
  accounts: { main: { id: '111111111111', role: 'registry' }, workloads: { id: '222222222222' } },
});
`;

function environmentFile(number: number): File {
  const text = `import { defineEnvironment } from '@espalier/model';

export default defineEnvironment({
  account: 'workloads',
  region: '${number % 2 === 0 ? 'eu-west-1' : 'us-east-1'}',
  network: { cidr: '10.${number}.0.0/16' },
});
`;
  return [`apps/platform/environments/${environmentName(number)}.ts`, text];
}

function clusterFile(number: number): File {
  const text = `import { defineCluster } from '@espalier/model';
import { addons } from '../../addons.ts';

export default defineCluster({
  environment: '${environmentName(Math.ceil(number / clustersOfAnEnvironment))}',
  kubernetesVersion: '1.35',
  nodeGroups: {
    system: { instanceTypes: ['m7i.large'], size: { min: 3, max: 6 } },
    general: { instanceTypes: ['m7i.xlarge', 'm6i.xlarge'], size: { min: 3, max: 20 } },
  },
  addons,
});
`;
  return [`apps/platform/clusters/${clusterName(number)}/cluster.ts`, text];
}

function numbersTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
