import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const application = (targetRevision: string): Tree => ({
  'clusters/production/argocd/application-cert-manager.yaml': object('argoproj.io/v1alpha1', 'Application', {
    spec: {
      sources: [
        { chart: 'cert-manager', repoURL: 'quay.io/jetstack/charts', targetRevision },
        {
          path: 'clusters/production/cert-manager',
          repoURL: 'https://github.com/riven/platform',
          targetRevision: 'main',
        },
      ],
    },
  }),
});

describe('ESP8116', () => {
  test.each([
    ['v1.21.1', 'v2.0.0', 'Chart cert-manager goes from v1.21.1 to v2.0.0, another major version.'],
    ['10.1.1', '12.0.0-rc.1', 'Chart cert-manager goes from 10.1.1 to 12.0.0-rc.1, another major version.'],
    ['2.0.0', '1.9.0', 'Chart cert-manager goes back from 2.0.0 to 1.9.0, an earlier major version.'],
  ])('from %s to %s', (before, after, effect) => {
    expect(found('ESP8116', application(before), application(after))).toMatchObject([{ severity: 'high', effect }]);
  });

  test('the command takes the repository as it is: a registry has no scheme', () => {
    const command = (repoURL: string): string | undefined => {
      const tree = (version: string): Tree =>
        JSON.parse(JSON.stringify(application(version)).replace('quay.io/jetstack/charts', repoURL)) as Tree;
      return found('ESP8116', tree('1.0.0'), tree('2.0.0'))[0]?.steps[0]?.split(': ')[1];
    };
    const oci = 'helm show values oci://quay.io/jetstack/charts/cert-manager --version 2.0.0';
    expect(command('quay.io/jetstack/charts')).toBe(oci);
    expect(command('oci://quay.io/jetstack/charts/')).toBe(oci);
    expect(command('https://charts.jetstack.io')).toBe(
      'helm show values cert-manager --repo https://charts.jetstack.io --version 2.0.0',
    );
  });

  test('more than one major at once says which is next', () => {
    const [risk] = found('ESP8116', application('10.1.1'), application('12.0.0'));
    expect(risk?.steps).toContain('Take one major version at a time: 11 is next.');
  });

  test.each([
    ['v1.21.1', 'v1.22.0'],
    ['1.21.1', '1.21.2'],
    ['0.14.0', '0.15.0'],
    ['v1.21.1', '1.22.0'],
  ])('from %s to %s is none', (before, after) => {
    expect(found('ESP8116', application(before), application(after))).toEqual([]);
  });
});
