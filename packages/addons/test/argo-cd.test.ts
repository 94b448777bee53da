import { describe, expect, it } from 'vitest';
import { argoCd, type UserInterface } from '../src/index.ts';
import { valuesOf } from './context.ts';

const userInterface: UserInterface = {
  host: 'argocd.riven.dev',
  singleSignOn: { issuer: 'https://id.riven.dev', clientId: 'argocd', adminGroup: 'platform' },
};

describe('argoCd', () => {
  it('is configured from Git alone', () => {
    expect(valuesOf(argoCd({ userInterface }))).toMatchSnapshot();
  });

  it('tracks by annotation and knows the health of an Application', () => {
    expect(valuesOf(argoCd())).toHaveProperty(['configs', 'cm', 'application.resourceTrackingMethod'], 'annotation');
    expect(valuesOf(argoCd())).toHaveProperty(
      ['configs', 'cm', 'resource.customizations.health.argoproj.io_Application'],
      expect.stringContaining('obj.status.health.status'),
    );
  });

  it('takes no health of a child for that of a source it has not been compared with', () => {
    expect(valuesOf(argoCd())).toHaveProperty(
      ['configs', 'cm', 'resource.customizations.health.argoproj.io_Application'],
      expect.stringMatching(/comparedTo\.sources[^]*comparedTo\.source\)[^]*hs\.status = obj\.status\.health\.status/),
    );
  });

  it('ends a sync that hangs, though not one that waits for nodes and volumes', () => {
    expect(valuesOf(argoCd())).toHaveProperty(['configs', 'params', 'controller.sync.timeout.seconds'], 7200);
  });

  it('leaves network policies to Espalier', () => {
    expect(valuesOf(argoCd())).toHaveProperty(['global', 'networkPolicy', 'create'], false);
  });

  it('is reached by people only where they can log in', () => {
    expect(valuesOf(argoCd())).toHaveProperty(['configs', 'cm', 'admin.enabled'], false);
    expect(valuesOf(argoCd())).not.toHaveProperty(['server', 'ingress']);
    expect(argoCd().workloads?.['server']?.paths).not.toContainEqual({ from: 'ingress', port: 'http' });
  });

  it('lets a group of the identity provider administer it, without a client secret', () => {
    const addon = argoCd({ userInterface });
    expect(valuesOf(addon)).toHaveProperty(['server', 'ingress', 'hostname'], 'argocd.riven.dev');
    expect(addon.workloads?.['server']?.paths).toContainEqual({ from: 'ingress', port: 'http' });
    expect(valuesOf(addon)).toHaveProperty(['configs', 'rbac', 'policy.csv'], 'g, platform, role:admin\n');
    expect(valuesOf(addon)).toHaveProperty(
      ['configs', 'cm', 'oidc.config'],
      expect.stringContaining('"enablePKCEAuthentication":true'),
    );
    expect(addon.workloads?.['server']?.paths).toContainEqual({ to: 'public', hosts: ['id.riven.dev'] });
  });
});
