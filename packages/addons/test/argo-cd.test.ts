import { describe, expect, it } from 'vitest';
import { argoCd } from '../src/index.ts';
import { valuesOf } from './context.ts';

describe('argoCd', () => {
  it('is configured from Git alone', () => {
    expect(valuesOf(argoCd({ host: 'argocd.riven.dev' }))).toMatchSnapshot();
  });

  it('tracks by annotation and knows the health of an Application', () => {
    expect(valuesOf(argoCd())).toHaveProperty(['configs', 'cm', 'application.resourceTrackingMethod'], 'annotation');
    expect(valuesOf(argoCd())).toHaveProperty(
      ['configs', 'cm', 'resource.customizations.health.argoproj.io_Application'],
      expect.stringContaining('obj.status.health.status'),
    );
  });

  it('leaves network policies to Espalier', () => {
    expect(valuesOf(argoCd())).toHaveProperty(['global', 'networkPolicy', 'create'], false);
  });

  it('has no Ingress and no path from one where it has no host', () => {
    expect(valuesOf(argoCd())).not.toHaveProperty(['server', 'ingress']);
    expect(argoCd().workloads?.['server']?.paths).not.toContainEqual({ from: 'ingress', port: 'http' });
  });

  it('lets a group of the identity provider administer it, without a client secret', () => {
    const addon = argoCd({
      singleSignOn: { issuer: 'https://id.riven.dev', clientId: 'argocd', adminGroup: 'platform' },
    });
    expect(valuesOf(addon)).toHaveProperty(['configs', 'rbac', 'policy.csv'], 'g, platform, role:admin\n');
    expect(valuesOf(addon)).toHaveProperty(
      ['configs', 'cm', 'oidc.config'],
      expect.stringContaining('"enablePKCEAuthentication":true'),
    );
    expect(addon.workloads?.['server']?.paths).toContainEqual({ to: 'public', hosts: ['id.riven.dev'] });
  });
});
