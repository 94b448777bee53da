import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { app, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeAll(() => {
  workspace = new Workspace();
  workspace.write({ 'apps/cart/app.ts': app('1').replace('container:', "talksTo: ['shop'],\n  container:") });
  workspace.nx('graph', '--file=graph.json');
});

afterAll(() => {
  workspace.remove();
});

interface Graph {
  readonly graph: {
    readonly nodes: Readonly<Record<string, { readonly data: { readonly root: string; readonly targets: object } }>>;
    readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
  };
}

function graph(): Graph['graph'] {
  return (JSON.parse(readFileSync(join(workspace.root, 'graph.json'), 'utf8')) as Graph).graph;
}

test('clusters, stacks, apps and the platform are projects; what a person can run stands with clusters and stacks', () => {
  const { nodes } = graph();
  const platform = Object.keys(nodes)
    .filter((name) => !name.startsWith('@espalier/'))
    .sort();
  expect(platform).toEqual([
    'account-one',
    'cart',
    'cloud',
    'cluster-production',
    'cluster-staging',
    'environment-production',
    'environment-staging',
    'environments',
    'platform',
    'production',
    'shop',
    'staging',
  ]);
  expect(Object.keys(nodes['production']?.data.targets ?? {})).toEqual([
    'render',
    'contract',
    'bootstrap',
    'order',
    'secrets',
    'uninstall',
  ]);
  expect(Object.keys(nodes['cluster-production']?.data.targets ?? {})).toEqual([
    'plan',
    'preview',
    'up',
    'pulumi',
    'import-resource',
    'recover',
  ]);
});

test('clusters and stacks depend on the definition and on what makes them, apps on whom they talk to', () => {
  const { dependencies } = graph();
  const targetsOf = (name: string): readonly string[] => (dependencies[name] ?? []).map(({ target }) => target).sort();
  expect(targetsOf('production')).toEqual([
    '@espalier/addons',
    '@espalier/kubernetes',
    '@espalier/model',
    '@espalier/nx',
    '@espalier/tree',
    'platform',
  ]);
  expect(targetsOf('cluster-production')).toEqual([
    '@espalier/addons',
    '@espalier/cloud',
    '@espalier/model',
    'environment-production',
    'platform',
  ]);
  expect(targetsOf('cart')).toEqual(['shop']);
});

test('the render of a cluster', () => {
  const targets: unknown = graph().nodes['production']?.data.targets;
  expect(targets).toMatchInlineSnapshot(`
    {
      "bootstrap": {
        "cache": false,
        "configurations": {},
        "executor": "@espalier/nx:bootstrap",
        "metadata": {
          "description": "Prints the first steps on the bare cluster.",
          "help": {
            "command": "nx bootstrap production",
            "example": {},
          },
          "technologies": [
            "espalier",
          ],
        },
        "options": {
          "cluster": "production",
        },
        "parallelism": true,
      },
      "contract": {
        "cache": false,
        "configurations": {},
        "executor": "@espalier/nx:contract",
        "metadata": {
          "description": "Checks that the tree and the plans agree.",
          "help": {
            "command": "nx contract production",
            "example": {},
          },
          "technologies": [
            "espalier",
          ],
        },
        "options": {
          "cluster": "production",
        },
        "parallelism": true,
      },
      "order": {
        "cache": false,
        "configurations": {},
        "executor": "@espalier/nx:order",
        "metadata": {
          "description": "Prints the sync waves, with the reason of each edge.",
          "help": {
            "command": "nx order production",
            "example": {},
          },
          "technologies": [
            "espalier",
          ],
        },
        "options": {
          "cluster": "production",
        },
        "parallelism": true,
      },
      "render": {
        "cache": false,
        "configurations": {},
        "executor": "@espalier/nx:render",
        "inputs": [
          "{projectRoot}/**/*",
          "{workspaceRoot}/apps/platform/environments/production.ts",
          "{workspaceRoot}/apps/shop/*.ts",
          "{workspaceRoot}/apps/*/releases/production.yaml",
          "{workspaceRoot}/manifests/values/*.yaml",
          "{workspaceRoot}/manifests/values/production/*.yaml",
          "{workspaceRoot}/manifests/alerts/**/*",
          "{workspaceRoot}/manifests/charts/**/*",
          "{workspaceRoot}/manifests/dashboards/**/*",
        ],
        "metadata": {
          "description": "Renders the cluster into clusters/.",
          "help": {
            "command": "nx render production",
            "example": {},
          },
          "technologies": [
            "espalier",
          ],
        },
        "options": {
          "cluster": "production",
        },
        "parallelism": true,
      },
      "secrets": {
        "cache": false,
        "configurations": {},
        "executor": "@espalier/nx:secrets",
        "metadata": {
          "description": "Lists the secrets that a human must put into Secrets Manager.",
          "help": {
            "command": "nx secrets production",
            "example": {},
          },
          "technologies": [
            "espalier",
          ],
        },
        "options": {
          "cluster": "production",
        },
        "parallelism": true,
      },
      "uninstall": {
        "cache": false,
        "configurations": {},
        "executor": "@espalier/nx:uninstall",
        "metadata": {
          "description": "Prints the steps that remove an addon or app from the cluster.",
          "help": {
            "command": "nx uninstall production --application loki",
            "example": {},
          },
          "technologies": [
            "espalier",
          ],
        },
        "options": {
          "cluster": "production",
        },
        "parallelism": true,
      },
    }
  `);
});
