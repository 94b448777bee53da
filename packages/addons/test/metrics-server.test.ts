import { describe, expect, it } from 'vitest';
import { metricsServer } from '../src/index.ts';
import { catalogue } from './catalogue.ts';
import { objectsOf, valuesOf } from './context.ts';

const without = { addons: catalogue.filter(({ name }) => name !== 'cert-manager') };

describe('metricsServer', () => {
  it('serves a certificate that the API server verifies', () => {
    expect({ values: valuesOf(metricsServer()), objects: objectsOf(metricsServer()) }).toMatchSnapshot();
  });

  it('signs its own in a cluster without cert-manager', () => {
    expect(valuesOf(metricsServer(), without)).toMatchObject({
      tls: { type: 'metrics-server' },
      apiService: { insecureSkipTLSVerify: true },
    });
    expect(objectsOf(metricsServer(), without).map(({ kind }) => kind)).not.toContain('Certificate');
  });
});
