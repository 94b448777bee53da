import type { ResolvedApplication } from '../resolved/resolved-application.ts';

/** An application before its wave is known. */
export type UnorderedApplication = Omit<ResolvedApplication, 'wave'>;

/** Applications with their waves, or the cycle that makes an order impossible. */
export type Order =
  | { readonly applications: readonly ResolvedApplication[]; readonly cycle: undefined }
  | { readonly applications: undefined; readonly cycle: readonly CycleEdge[] };

/** One edge of a cycle: `application` waits for `after` because of something. */
export interface CycleEdge {
  readonly application: string;
  readonly after: string;
  readonly because: string;
}

/**
 * Gives every application the earliest wave that comes after all it waits for; apps share the last wave, so that one
 * slow app never holds another back.
 */
export function order(applications: readonly UnorderedApplication[]): Order {
  const byName = new Map(applications.map((application) => [application.name, application]));
  const waves = new Map<string, number>();
  const trail: CycleEdge[] = [];

  const waveOf = (application: UnorderedApplication): number | undefined => {
    const known = waves.get(application.name);
    if (known !== undefined) return known;
    let wave = 0;
    for (const { application: earlier, because } of application.after) {
      const target = byName.get(earlier);
      if (target === undefined) continue;
      const start =
        earlier === application.name ? trail.length : trail.findIndex((edge) => edge.application === earlier);
      trail.push({ application: application.name, after: earlier, because });
      if (start !== -1) {
        trail.splice(0, start);
        return undefined;
      }
      const before = waveOf(target);
      if (before === undefined) return undefined;
      trail.pop();
      wave = Math.max(wave, before + 1);
    }
    waves.set(application.name, wave);
    return wave;
  };

  for (const application of applications) {
    if (waveOf(application) === undefined) return { applications: undefined, cycle: trail };
  }
  const isApp = (application: UnorderedApplication): boolean => application.kind === 'app';
  const waveBefore = (name: string): number => waves.get(name) ?? 0;
  const last = Math.max(0, ...applications.map(({ name, kind }) => waveBefore(name) + (kind === 'app' ? 0 : 1)));
  const ordered = applications.map((application) => ({
    ...application,
    wave: isApp(application) ? last : waveBefore(application.name),
  }));
  ordered.sort((one, other) => one.wave - other.wave || (one.name < other.name ? -1 : 1));
  return { applications: ordered, cycle: undefined };
}
