import { z } from 'zod';
import { closest } from '../problem/index.ts';
import { timeZoneAreas } from './time-zones.ts';

/** Every IANA time zone that Kubernetes accepts. */
export function timeZones(): readonly string[] {
  return Object.entries(timeZoneAreas).flatMap(([area, zones]) =>
    zones.split(' ').map((zone) => (area === '' ? zone : `${area}/${zone}`)),
  );
}

/** An IANA time zone as Go looks it up: `europe/berlin` is not one. */
export const timeZone = z.string('an IANA time zone such as Europe/Berlin').superRefine((zone, context) => {
  const all = timeZones();
  if (all.includes(zone)) return;
  const message = `an IANA time zone in its exact spelling, such as ${closest(zone, all) ?? 'Europe/Berlin'}`;
  context.addIssue({ code: 'custom', message });
});
