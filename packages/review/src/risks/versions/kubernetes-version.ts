import { valueAt } from '@espalier/model';
import { subjectName } from '../../documents/index.ts';
import type { PlannedDocument } from '../../refused-in-aws/index.ts';
import { plannedIn, risksOf, textOf, type Found, type RiskRule } from '../../risk-rule/index.ts';
import { majorOf } from './major-of.ts';

const guide = "docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md, 'Kubernetes, one minor at a time'";

/** Another minor of Kubernetes, or another major of an EKS add-on or a database engine. */
export const kubernetesVersion: RiskRule = {
  code: 'ESP8117',
  title: 'Kubernetes, an EKS add-on or a database engine is upgraded',
  page: {
    why: 'An upgrade of a control plane or of a database engine has no way back. A minor of Kubernetes removes APIs; nodes may be behind the control plane and never before it. A major of a database engine takes the database away while it runs.',
    example: '`kubernetesVersion` goes from 1.35 to 1.36, or a database from PostgreSQL 16 to 17.',
    whatToDo:
      'Staging first. Control plane, then add-ons, then nodes, each in a pull request of its own. Take a snapshot of a database before its upgrade.',
  },
  find: (change) => {
    const { subject } = change;
    const [before, after] = [plannedIn(change.before), plannedIn(change.after)];
    if (subject.is !== 'resource' || before === undefined || after === undefined) return [];
    return risksOf(kubernetesVersion, change, upgradesOf(before, after, subject.stack, subjectName(subject)));
  },
};

function upgradesOf(before: PlannedDocument, after: PlannedDocument, stack: string, name: string): readonly Found[] {
  const values = (input: string): readonly [unknown, unknown] => [
    valueAt(before.inputs, [input]),
    valueAt(after.inputs, [input]),
  ];
  switch (after.type) {
    case 'eks:index:Cluster':
    case 'aws:eks/cluster:Cluster': {
      const [old, now] = values('version');
      const [from, to] = [minorOf(old), minorOf(now)];
      // AWS refuses every other step.
      if (from === undefined || to !== from + 1) return [];
      return [
        {
          severity: 'high',
          path: 'inputs.version',
          effect: `The control plane of ${name} goes from Kubernetes 1.${from} to 1.${to}, and not back.`,
          because: 'A minor of Kubernetes removes APIs, and EKS upgrades in one direction only.',
          steps: [
            `Do it in three pull requests, each brought up before the next: ${guide}.`,
            `The control plane alone, with stillAt: { managedAddons: '1.${from}', nodes: '1.${from}' }: npx nx up ${stack}`,
            `Then the EKS add-ons, with stillAt: { nodes: '1.${from}' }; then the nodes, without stillAt.`,
            `See which callers use APIs that 1.${to} removes: aws eks list-insights --cluster-name ${textOf(after.inputs?.['name'] ?? '<cluster>')}`,
          ],
        },
      ];
    }
    case 'aws:eks/addon:Addon': {
      const [old, now] = values('addonVersion');
      const [from, to] = [majorOf(old), majorOf(now)];
      if (from === undefined || to === undefined || from === to) return [];
      return [
        {
          severity: 'medium',
          path: 'inputs.addonVersion',
          effect: `EKS add-on ${textOf(after.inputs?.['addonName'])} goes from ${String(old)} to ${String(now)}, another major version.`,
          steps: [
            `See whether its configuration still holds: aws eks describe-addon-configuration --addon-name ${textOf(after.inputs?.['addonName'])} --addon-version ${String(now)}`,
            'Take staging first.',
          ],
        },
      ];
    }
    case 'aws:rds/instance:Instance':
    case 'aws:rds/cluster:Cluster': {
      const [engine] = values('engine');
      const [old, now] = values('engineVersion');
      const [from, to] = [engineMajorOf(engine, old), engineMajorOf(engine, now)];
      if (from === undefined || to === undefined || Number(to) <= Number(from)) return [];
      return [
        {
          severity: 'high',
          path: 'inputs.engineVersion',
          effect: `${name} is upgraded from ${String(engine)} ${from} to ${to}, is away meanwhile, and does not go back.`,
          because: 'RDS upgrades a major version in place, with the database stopped.',
          steps: [
            ...(after.inputs?.['allowMajorVersionUpgrade'] === true
              ? []
              : ['Set allowMajorVersionUpgrade: without it AWS refuses the upgrade.']),
            `Take a snapshot first: aws rds create-db-snapshot --db-instance-identifier ${textOf(after.inputs?.['identifier'] ?? '<identifier>')} --db-snapshot-identifier before-${to.replace('.', '-')}`,
            'Try it on a copy that is restored from that snapshot, and see how long it takes.',
            `Then update when the callers can wait: npx nx up ${stack}`,
          ],
        },
      ];
    }
    default:
      return [];
  }
}

/** The minor of `1.35`. */
function minorOf(version: unknown): number | undefined {
  const minor = /^1\.(\d+)$/.exec(String(version))?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** PostgreSQL has one number for a major version, MySQL and MariaDB two. */
function engineMajorOf(engine: unknown, version: unknown): string | undefined {
  const numbers = /^\d+(?:\.\d+)*/.exec(textOf(version))?.[0].split('.');
  return numbers?.slice(0, /mysql|mariadb/.test(String(engine)) ? 2 : 1).join('.');
}
