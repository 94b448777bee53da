import { describe, expect, it } from 'vitest';
import { certManager } from '../src/index.ts';
import { objectsOf, valuesOf } from './context.ts';

describe('certManager', () => {
  it('runs without hooks and puts nothing into other namespaces', () => {
    expect(valuesOf(certManager())).toMatchSnapshot();
    expect(certManager().alsoInNamespaces).toBeUndefined();
  });

  it('has an authority of the cluster, a wave after the webhook that checks it', () => {
    expect(objectsOf(certManager())).toMatchSnapshot();
  });

  it('keeps its CRDs when the addon is taken out', () => {
    expect(valuesOf(certManager())).toHaveProperty('crds', { enabled: true, keep: true });
  });
});
