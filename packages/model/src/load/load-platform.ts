import { resolve, type Resolution } from '../resolve/resolve.ts';
import { loadDefinitions } from './load-definitions.ts';

/**
 * Reads, checks and resolves the workspace at `root`.
 *
 * Unreadable files are reported together with the problems of the others.
 */
export async function loadPlatform(root: string): Promise<Resolution> {
  const { definitions, problems } = await loadDefinitions(root);
  if (definitions === undefined) return { platform: undefined, problems };
  const unreadable = new Set(problems.map(({ file }) => file.replace(/(:\d+)+$/, '')));
  const resolution = resolve(definitions);
  if (problems.length === 0) return resolution;
  // A file that could not be read has no value, and its problem is already reported.
  const others = resolution.problems.filter(({ file, path }) => !(unreadable.has(file) && path === ''));
  return { platform: undefined, problems: [...problems, ...others] };
}
