import { expect, it } from 'vitest';
import { nodeExporter } from '../src/index.ts';
import { valuesOf } from './context.ts';

it('exports the figures of every node under the job that the rules know', () => {
  expect(valuesOf(nodeExporter())).toMatchSnapshot();
});
