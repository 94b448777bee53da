import { expect, test } from 'vitest';
import { z } from 'zod';
import { needSchema } from '../src/needs/index.ts';
import { expectedBy } from '../src/problem/expected.ts';
import { addonSchema } from '../src/schema/addon.ts';
import { appSchema } from '../src/schema/app.ts';
import { chartVersionsSchema } from '../src/schema/chart-versions.ts';
import { clusterSchema } from '../src/schema/cluster.ts';
import { environmentSchema } from '../src/schema/environment.ts';
import { optionSchemas } from '../src/schema-parts/index.ts';
import { platformSchema } from '../src/schema/platform.ts';
import { releaseSchema } from '../src/schema/release.ts';

/** Every schema inside another, with its path. */
function inside(schema: z.core.$ZodType, path: string): readonly (readonly [string, z.core.$ZodType])[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const inner = (() => {
    switch (def.type) {
      case 'object':
        return Object.entries(def.shape).flatMap(([key, value]) => inside(value, `${path}.${key}`));
      case 'array':
        return inside(def.element, `${path}[]`);
      case 'record':
        return inside(def.valueType, `${path}.*`);
      case 'union':
        return def.options.flatMap((option, index) => inside(option, `${path}|${index}`));
      case 'optional':
        return inside(def.innerType, path);
      default:
        return [];
    }
  })();
  return [[path, schema], ...inner];
}

test.each(
  Object.entries({
    platform: platformSchema,
    environment: environmentSchema,
    cluster: clusterSchema,
    app: appSchema,
    release: releaseSchema,
    charts: chartVersionsSchema,
    addon: addonSchema,
    needs: needSchema,
    ...Object.fromEntries(
      Object.entries(optionSchemas).flatMap(([name, schema]) => (schema instanceof z.ZodType ? [[name, schema]] : [])),
    ),
  }),
)('every leaf of %s says what it expects', (name, schema: z.core.$ZodType) => {
  const generic = [undefined, 'text', 'a list', 'a number', 'a value', ''];
  const silent = inside(schema, name)
    // Any JSON, and options that have a schema of their own.
    .filter(([, { _zod }]) => !['unknown', 'lazy'].includes(_zod.def.type))
    .filter(([, leaf]) => generic.includes(expectedBy(leaf)));
  expect(silent.map(([path]) => path)).toEqual([]);
});
