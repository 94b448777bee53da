import semver from 'semver';
import { z } from 'zod';
import type { ChartVersions } from '../definition/index.ts';
import { strict } from '../schema-parts/index.ts';

/** One version, never a range: the rendered tree must not depend on the day. */
export const exactVersion = z
  .string('a version as text')
  .refine(
    (version) => version === version.trim() && semver.valid(version) !== null,
    'one exact version such as 1.2.3, not a range',
  );

const versions = z.record(z.string(), exactVersion);

/** What `apps/platform/charts.yaml` holds. */
export const chartVersionsSchema = strict({
  everywhere: versions.describe('Version by chart, for every cluster without its own pin.').optional(),
  clusters: z.record(z.string(), versions).describe('The pins of clusters: cluster to chart to version.').optional(),
}) satisfies z.ZodType<ChartVersions>;
