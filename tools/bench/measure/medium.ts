import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where the files of a benchmark stand. */
export interface Medium {
  readonly name: MediumName;
  readonly directory: string;
  /** Waits until earlier writes have reached the medium, so that no run pays for the one before it. */
  readonly settle: () => void;
}

export const mediumNames = ['tmpfs', 'disk'] as const;
export type MediumName = (typeof mediumNames)[number];

/** The medium of a name; undefined where this machine has none. */
export function mediumOf(name: MediumName): Medium | undefined {
  if (name === 'disk') return { name, directory: tmpdir(), settle: () => execFileSync('sync') };
  return existsSync('/dev/shm') ? { name, directory: '/dev/shm', settle: () => undefined } : undefined;
}
