import { isMapping, valueAt, type Json } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import { textOf, type Found } from '../../risk-rule/index.ts';
import { unprotected } from './protection.ts';

/** Options and inputs that protect while they have this value. */
const switches: readonly {
  readonly path: string;
  readonly isOn: (value: unknown) => boolean;
  readonly effect: (name: string) => string;
}[] = [
  {
    path: 'options.protect',
    isOn: (value) => value === true,
    effect: (name) => `${name} is no longer protected: Pulumi deletes or replaces it without a stop.`,
  },
  {
    path: 'options.retainOnDelete',
    isOn: (value) => value === true,
    effect: (name) => `${name} is deleted from AWS when it leaves the plan: retainOnDelete is off.`,
  },
  ...['deletionProtection', 'deletionProtectionEnabled'].map((input) => ({
    path: `inputs.${input}`,
    isOn: (value: unknown) => value === true,
    effect: (name: string) => `AWS no longer refuses to delete ${name}: ${input} is off.`,
  })),
  {
    path: 'inputs.skipFinalSnapshot',
    isOn: (value) => value !== true,
    effect: (name) => `${name} leaves no snapshot when it is deleted.`,
  },
  {
    path: 'inputs.deleteAutomatedBackups',
    isOn: (value) => value === false,
    effect: (name) => `The automated backups of ${name} are deleted together with it.`,
  },
  {
    path: 'inputs.forceDestroy',
    isOn: (value) => value !== true,
    effect: (name) => `${name} is deleted even where it is not empty: forceDestroy is on.`,
  },
  {
    path: 'inputs.forceDelete',
    isOn: (value) => value !== true,
    effect: (name) => `${name} is deleted even where it is not empty: forceDelete is on.`,
  },
  {
    path: 'inputs.pointInTimeRecovery.enabled',
    isOn: (value) => value === true,
    effect: (name) => `${name} can no longer be restored to a point in time.`,
  },
  {
    path: 'inputs.versioningConfiguration.status',
    isOn: (value) => value === 'Enabled',
    effect: (name) => `${name} is off: an object that is overwritten or deleted in the bucket is lost.`,
  },
  {
    path: 'inputs.versioning.enabled',
    isOn: (value) => value === true,
    effect: (name) => `${name} keeps no versions: an object that is overwritten or deleted is lost.`,
  },
  {
    path: 'inputs.tags.backup',
    isOn: (value) => value !== undefined,
    effect: (name) => `The backup plan no longer selects ${name}: its tag backup is gone.`,
  },
];

/** Inputs that protect the more, the greater they are. */
const amounts: Readonly<Record<string, string>> = {
  backupRetentionPeriod: 'keeps backups for',
  deletionWindowInDays: 'can be restored after a deletion for',
  recoveryWindowInDays: 'can be restored after a deletion for',
  minRetentionDays: 'keeps recovery points from being deleted for',
  retentionInDays: 'keeps logs for',
};

/** Resources that protect others. */
const protecting: Readonly<Record<string, string>> = {
  'aws:backup/plan:Plan': 'its resources are not backed up any more',
  'aws:backup/selection:Selection': 'its resources are not backed up any more',
  'aws:backup/vaultLockConfiguration:VaultLockConfiguration': 'recovery points of the vault can be deleted',
  'aws:s3/bucketVersioning:BucketVersioning': 'an object that is overwritten or deleted in the bucket is lost',
};

/** Protection that Pulumi, AWS or a backup gave a resource. */
export function unprotectedInAws(
  { subject, action, before, after }: Change,
  changes: readonly Change[],
): readonly Found[] {
  if (subject.is !== 'resource') return [];
  const name = subjectName(subject);
  if (action === 'deleted') {
    const loss = protecting[subject.resourceType];
    const isBucketGone = changes.some(
      (other) =>
        other.action === 'deleted' &&
        other.subject.is === 'resource' &&
        other.subject.resourceType === 'aws:s3/bucket:Bucket' &&
        other.subject.stack === subject.stack &&
        other.subject.name === subject.name,
    );
    return loss === undefined || isBucketGone
      ? []
      : [{ severity: 'high', effect: `${name} is deleted: ${loss}.`, steps: ['Take the change back.'] }];
  }
  if (before === undefined || after === undefined) return [];
  return [
    ...switches
      .filter(({ path, isOn }) => isOn(valueAt(before, path.split('.'))) && !isOn(valueAt(after, path.split('.'))))
      .map(({ path, effect }) => unprotected(path, effect(name))),
    ...Object.entries(amounts).flatMap(([input, what]): readonly Found[] => {
      const [old, now] = [valueAt(before, ['inputs', input]), valueAt(after, ['inputs', input])];
      if (typeof old !== 'number' || (typeof now === 'number' ? now : 0) >= old) return [];
      // Logs without a number are kept forever.
      if (input === 'retentionInDays' && (now === undefined || now === 0 || old === 0)) return [];
      return [
        unprotected(
          `inputs.${input}`,
          `${name} ${what} ${now === undefined ? 'the days that AWS has by default' : `${textOf(now)} days`}; it was ${old} days.`,
          now === 0 ? 'high' : 'medium',
        ),
      ];
    }),
    ...shorterLifecycles(name, before, after),
  ];
}

/** Rules of a backup plan that delete recovery points earlier. */
function shorterLifecycles(name: string, before: Json, after: Json): readonly Found[] {
  const rulesOf = (data: Json): ReadonlyMap<string, number> => {
    const rules = valueAt(data, ['inputs', 'rules']);
    return new Map(
      (Array.isArray(rules) ? rules : []).flatMap((rule) => {
        const days = valueAt(rule, ['lifecycle', 'deleteAfter']);
        return isMapping(rule) && 'ruleName' in rule
          ? [[String(rule['ruleName']), Number(days ?? Infinity)] as const]
          : [];
      }),
    );
  };
  const now = rulesOf(after);
  return [...rulesOf(before)].flatMap(([rule, days]): readonly Found[] => {
    const later = now.get(rule);
    const path = `inputs.rules[${rule}].lifecycle.deleteAfter`;
    if (later === undefined) return [unprotected(`inputs.rules[${rule}]`, `${name} makes no ${rule} backup any more.`)];
    if (later >= days) return [];
    return [
      unprotected(
        path,
        `${name} deletes recovery points of ${rule} after ${later} days; it kept them ${days === Infinity ? 'without end' : `${days} days`}.`,
        'medium',
      ),
    ];
  });
}
