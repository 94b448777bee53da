import semver from 'semver';

/** Whether a text is one full version by semver.org, with or without the `v` of some charts. */
export function isExactVersion(text: string): boolean {
  return text === text.trim() && semver.valid(text) !== null;
}

/** Whether `one` precedes `other`. Both have to be exact. */
export function isOlder(one: string, other: string): boolean {
  return semver.lt(one, other);
}
