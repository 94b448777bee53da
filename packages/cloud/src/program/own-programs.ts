import { ProblemsError, type Problem, type ResolvedPlatform } from '@espalier/model';
import { importDefinition } from '@espalier/model/load';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppCloud, AppProgram } from './app-cloud.ts';

/** The programs of apps that have one, by app. */
export type OwnPrograms = ReadonlyMap<string, AppProgram>;

/**
 * Loads `apps/<app>/cloud.ts` of every app that has one.
 *
 * @throws ProblemsError ESP1002 to ESP1004 where one cannot be loaded, ESP6010 where it exports no function
 */
export async function loadOwnPrograms(workspace: string, { apps }: ResolvedPlatform): Promise<OwnPrograms> {
  const programs = new Map<string, AppProgram>();
  const problems: Problem[] = [];
  for (const app of apps) {
    const file = ownProgramFile(app);
    if (!existsSync(join(workspace, file))) continue;
    const loaded = await importDefinition(join(workspace, file), file);
    problems.push(...loaded.problems);
    if (isProgram(loaded.value)) programs.set(app, telling(file, loaded.value));
    else if (loaded.problems.length === 0) problems.push(notAFunction(file, loaded.value));
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return programs;
}

/** Where an app's own program is. */
export function ownProgramFile(app: string): string {
  return `apps/${app}/cloud.ts`;
}

function isProgram(value: unknown): value is AppProgram {
  return typeof value === 'function';
}

/** The program, whose errors name its file. */
function telling(file: string, program: AppProgram): AppProgram {
  return async (cloud: AppCloud): Promise<void> => {
    try {
      await program(cloud);
    } catch (error) {
      throw new ProblemsError([
        {
          code: 'ESP6011',
          file,
          path: cloud.environment.name,
          found: `It failed: ${error instanceof Error ? error.message : String(error)}`,
          expected: `A function that registers what '${cloud.app.name}' has in AWS beyond its needs.`,
          remedy: 'Correct what throws.',
        },
      ]);
    }
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
