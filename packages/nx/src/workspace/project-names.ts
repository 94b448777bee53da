import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { names, type Problem, type ResolvedPlatform } from '@espalier/model';

/** A project of Nx with the file that it is inferred from. */
export interface NamedProject {
  readonly name: string;
  readonly what: string;
  readonly root: string;
  readonly file: string;
}

/** The Nx projects of a platform's definitions and of the workspace's packages. */
export function projectsOf(platform: ResolvedPlatform, workspace: string): readonly NamedProject[] {
  const project = (what: string, name: string, file: string): NamedProject => {
    return { what, name, file, root: file.slice(0, file.lastIndexOf('/')) };
  };
  const environment = (name: string) => `apps/platform/environments/${name}.ts`;
  const cluster = (name: string) => `apps/platform/clusters/${name}/cluster.ts`;
  const [environments, clusters] = [Object.keys(platform.environments), Object.keys(platform.clusters)];
  const definition = 'apps/platform/platform.ts';
  return [
    ...packagesOf(workspace),
    project('platform', 'platform', definition),
    project('cloud program', 'cloud', 'apps/cloud/Pulumi.yaml'),
    project('environments', 'environments', environment(environments[0] ?? '')),
    ...Object.keys(platform.accounts).map((name) => project('stack', names.accountStack(name), definition)),
    ...environments.map((name) => project('stack', names.environmentStack(name), environment(name))),
    ...clusters.map((name) => project('stack', names.clusterStack(name), cluster(name))),
    ...clusters.map((name) => project('cluster', name, cluster(name))),
    ...platform.apps.map((name) => project('app', name, `apps/${name}/app.ts`)),
  ];
}

/** ESP5001 for each project with the name of an earlier one; a package and an app in one folder are one project. */
export function collidingNames(projects: readonly NamedProject[]): readonly Problem[] {
  const byName = new Map<string, NamedProject>();
  return projects.flatMap((project): readonly Problem[] => {
    const { name, what, file, root } = project;
    const other = byName.get(name);
    byName.set(name, project);
    if (other === undefined || (other.what === 'package' && other.root === root)) return [];
    return [
      {
        code: 'ESP5001',
        file,
        path: '',
        found: `The ${what} '${name}' has the same name as the ${other.what} in ${other.file}.`,
        expected: 'Apps, clusters, stacks, packages and the platform are Nx projects with unique names.',
        remedy: `Rename the folder ${root}.`,
      },
    ];
  });
}

/** Packages of npm's workspaces, which are also projects; supports only patterns that end in a star. */
function packagesOf(workspace: string): readonly NamedProject[] {
  const workspaces: unknown = Reflect.get(Object(readJson(join(workspace, 'package.json'))), 'workspaces');
  if (!Array.isArray(workspaces)) return [];
  return workspaces.flatMap((pattern: unknown): readonly NamedProject[] => {
    if (typeof pattern !== 'string') return [];
    return foldersOf(workspace, pattern).flatMap((root) => {
      const file = `${root}/package.json`;
      const name: unknown = Reflect.get(Object(readJson(join(workspace, file))), 'name');
      return typeof name === 'string' ? [{ what: 'package', name, file, root }] : [];
    });
  });
}

function foldersOf(workspace: string, pattern: string): readonly string[] {
  const [, parent] = /^(?:\.\/)?(.+)\/\*$/.exec(pattern) ?? [];
  if (parent === undefined) return [pattern.replace(/^\.\/|\/$/g, '')];
  try {
    return readdirSync(join(workspace, parent)).map((entry) => `${parent}/${entry}`);
  } catch {
    return [];
  }
}

/** `undefined` if the file is missing or invalid; npm reports that itself. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
