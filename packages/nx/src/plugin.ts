import type { CreateDependencies, CreateNodes } from '@nx/devkit';
import { inferDependencies, inferProjects } from './inference/index.ts';

export const name = '@espalier/nx/plugin';

/**
 * Infers projects from the definitions: the platform, each cluster, each app, each stack. Releases do not match the
 * pattern: for Nx, a deleted file that matches it affects every project.
 */
export const createNodes: CreateNodes = [
  'apps/{platform/platform.ts,platform/environments/*.ts,platform/clusters/*/cluster.ts,cloud/Pulumi.yaml,*/app.ts}',
  async (files, _options, { workspaceRoot }) => {
    const projects = await inferProjects(files, workspaceRoot);
    return projects.map(({ file, project }) => [file, { projects: { [project.root]: project } }] as const);
  },
];

export const createDependencies: CreateDependencies = (_options, { projects, workspaceRoot }) =>
  inferDependencies(projects, workspaceRoot);
