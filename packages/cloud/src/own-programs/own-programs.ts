import { ProblemsError, type Problem, type ResolvedPlatform } from '@espalier/model';
import { importDefinition } from '@espalier/model/load';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppCloud, AppProgram } from './app-cloud.ts';

/** Paths into outputs by type of resource. */
export type OutputPaths = Readonly<Record<string, readonly string[]>>;

/** The app's AWS resources beyond its needs. */
export interface OwnProgram {
  readonly register: AppProgram;
  /** Outputs that only AWS knows and that inputs use: paths by type. */
  readonly outputs: OutputPaths;
}

/** The programs of apps, by app. */
export type OwnPrograms = ReadonlyMap<string, OwnProgram>;

/**
 * Loads `apps/<app>/cloud.ts` of every app that has one.
 *
 * @throws ProblemsError ESP1002 to ESP1004 if one cannot be loaded, ESP6010 if it exports no function, ESP6015 if its
 * `outputs` are not paths by type
 */
export async function loadOwnPrograms(workspace: string, { apps }: ResolvedPlatform): Promise<OwnPrograms> {
  const programs = new Map<string, OwnProgram>();
  const problems: Problem[] = [];
  for (const app of apps) {
    const file = ownProgramFile(app);
    if (!existsSync(join(workspace, file))) continue;
    const loaded = await importDefinition(join(workspace, file), file);
    problems.push(...loaded.problems);
    if (loaded.problems.length > 0) continue;
    const outputs = loaded.exports['outputs'] ?? {};
    if (!isProgram(loaded.value)) problems.push(notAFunction(file, loaded.value));
    else if (!areOutputPaths(outputs)) problems.push(notOutputPaths(file));
    else programs.set(app, { register: telling(file, loaded.value), outputs });
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return programs;
}

/** Path of an app's own program. */
export function ownProgramFile(app: string): string {
  return `apps/${app}/cloud.ts`;
}

function isProgram(value: unknown): value is AppProgram {
  return typeof value === 'function';
}

function areOutputPaths(value: unknown): value is OutputPaths {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (paths: unknown) => Array.isArray(paths) && paths.every((path) => /^\w+(\.\w+|\[\d+\])*$/.test(String(path))),
    )
  );
}

/** Registering takes milliseconds; a program that waits longer waits forever. */
const longestSeconds = 20;

async function ended(work: void | Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(new Error(`it did not end within ${longestSeconds} seconds: it waits for something.`));
    }, longestSeconds * 1000);
  });
  await Promise.race([work, limit]).finally(() => {
    clearTimeout(timer);
  });
}

/** The program; its errors name its file. */
function telling(file: string, program: AppProgram): AppProgram {
  return async (cloud: AppCloud): Promise<void> => {
    try {
      await ended(program(cloud));
    } catch (error) {
      throw new ProblemsError([
        {
          code: 'ESP6011',
          file,
          path: cloud.environment.name,
          found: `It failed: ${error instanceof Error ? error.message : String(error)}`,
          expected: `A function that registers the AWS resources of '${cloud.app.name}' beyond its needs.`,
          remedy: 'Correct what throws.',
        },
      ]);
    }
  };
}

function notOutputPaths(file: string): Problem {
  return {
    code: 'ESP6015',
    file,
    path: 'outputs',
    found: 'The export is not a mapping of paths by type.',
    expected: "For example { 'aws:elasticache/cluster:Cluster': ['cacheNodes[0].address'] }.",
    remedy: 'List the outputs that inputs of the program use, or remove the export.',
  };
}

function notAFunction(file: string, value: unknown): Problem {
  return {
    code: 'ESP6010',
    file,
    path: 'default',
    found: `The default export is ${value === null ? 'null' : `of type ${typeof value}`}.`,
    expected: 'A function such as `export default ({ app, parent }: AppCloud): void => { … }`.',
    remedy: 'Export a function by default.',
  };
}
