import { describe, expect, it } from 'vitest';
import { jaeger, type JaegerOptions } from '../src/index.ts';
import { objectsOf, valuesOf } from './context.ts';

const pods = (options: JaegerOptions) => valuesOf(jaeger(options))['jaeger'];

describe('jaeger', () => {
  it('keeps traces on a volume', () => {
    expect({ values: valuesOf(jaeger()), objects: objectsOf(jaeger()) }).toMatchSnapshot();
  });

  it('has one pod, which goes before its successor comes', () => {
    expect(valuesOf(jaeger())).toMatchObject({ jaeger: { replicas: 1, strategy: { type: 'Recreate' } } });
  });

  it('rolls the pod when its configuration changes, and only then', () => {
    expect(pods({ retentionDays: 3 })).toEqual(pods({ retentionDays: 3 }));
    expect(pods({ retentionDays: 3 })).not.toEqual(pods({ retentionDays: 4 }));
  });

  it('has no volume when traces stay in memory', () => {
    const addon = jaeger({ storage: { kind: 'memory', maxTraces: 50_000 } });
    expect(objectsOf(addon).map(({ kind }) => kind)).toEqual(['ServiceMonitor']);
    expect(JSON.stringify(valuesOf(addon))).not.toContain('badger');
  });
});
