import { describe, expect, it } from 'vitest';
import { externalSecrets } from '../src/index.ts';
import { valuesOf } from './context.ts';

describe('externalSecrets', () => {
  it('reads through the stores of namespaces only', () => {
    expect(valuesOf(externalSecrets())).toMatchSnapshot();
  });

  it('has no role of its own', () => {
    expect(JSON.stringify(valuesOf(externalSecrets()))).not.toContain('role-arn');
  });

  it('lets its own controller fill in the webhook certificate', () => {
    expect(externalSecrets().ignoreDifferences).toEqual([
      expect.objectContaining({ kind: 'ValidatingWebhookConfiguration' }),
    ]);
  });
});
