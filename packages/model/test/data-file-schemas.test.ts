import { expect, test } from 'vitest';
import { dataFileSchemas } from '../src/index.ts';

test.each(Object.entries(dataFileSchemas()))('schemas/%s is what the model validates', async (name, schema) => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(`../schemas/${name}`);
});
