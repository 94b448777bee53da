import { describe, expect, it } from 'vitest';
import { clusterAutoscaler } from '../src/index.ts';
import { contextOf, valuesOf } from './context.ts';

const addon = clusterAutoscaler();

describe('clusterAutoscaler', () => {
  it('finds the node groups of its cluster', () => {
    expect(valuesOf(addon)).toMatchSnapshot();
  });

  it('has the minor of the cluster', () => {
    const context = contextOf(addon);
    const older = { ...context, cluster: { ...context.cluster, kubernetesVersion: '1.34' } };
    expect(typeof addon.values === 'function' && addon.values(older)).toHaveProperty('image.tag', 'v1.34.0');
  });

  it('changes only groups that are tagged for it', () => {
    expect(addon.workloads?.['autoscaler']?.needs).toMatchSnapshot();
  });
});
