import { z } from 'zod';
import { acknowledgementSchema } from './acknowledgement.ts';
import { helmValuesSchema } from './addon.ts';
import { chartVersionsSchema } from './chart-versions.ts';
import { releaseSchema } from './release.ts';

/**
 * The JSON Schema of every data file by the name it is published under in `schemas/`, so that editors complete and
 * check them. A data file names its schema in a `yaml-language-server` comment.
 */
export function dataFileSchemas(): Readonly<Record<string, object>> {
  const of = (title: string, schema: z.ZodType): object => ({
    title,
    ...z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }),
  });
  return {
    'release.schema.json': of('Which image of an app runs in an environment', releaseSchema),
    'acknowledgement.schema.json': of('A risk that a person takes', acknowledgementSchema),
    'charts.schema.json': of('Which version of a chart runs where', chartVersionsSchema),
    'overlay.schema.json': of('Helm values that merge over those of an addon', helmValuesSchema),
  };
}
