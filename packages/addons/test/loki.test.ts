import { describe, expect, it } from 'vitest';
import { loki } from '../src/index.ts';
import { valuesOf } from './context.ts';

describe('loki', () => {
  it('keeps logs in S3', () => {
    expect(valuesOf(loki({ retentionDays: 31 }))).toMatchSnapshot();
  });

  it('turns off what the chart starts in every mode, or it would not render', () => {
    expect(valuesOf(loki())).toMatchObject({
      write: { replicas: 0 },
      read: { replicas: 0 },
      backend: { replicas: 0 },
    });
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 3],
    [6, 3],
  ])('with %i replicas writes each line %i times', (replicas, copies) => {
    expect(valuesOf(loki({ replicas }))).toHaveProperty(['loki', 'commonConfig', 'replication_factor'], copies);
  });

  it('deletes by its compactor, for which the bucket must not expire anything', () => {
    expect(valuesOf(loki({ retentionDays: 2 }))).toHaveProperty(
      ['loki', 'structuredConfig', 'limits_config', 'retention_period'],
      '48h',
    );
    expect(loki().workloads?.['loki']?.needs).toEqual({ chunks: { kind: 'bucket' } });
  });
});
