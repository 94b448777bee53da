import { isMapping, valueAt, type Json, listAt } from '@espalier/model';
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
const amounts: Readonly<Record<string, Amount>> = {
  backupRetentionPeriod: {
    what: 'keeps backups for',
    isBackup: true,
    because: 'Restore points older than that are deleted and do not come back.',
    steps: (inputs) => {
      const name = textOf(valueAt(inputs, ['identifier']) ?? '<identifier>');
      return [
        `See what it has: aws rds describe-db-snapshots --db-instance-identifier ${name} --snapshot-type automated`,
        'Copy a manual snapshot first of each that must stay: aws rds copy-db-snapshot --source-db-snapshot-identifier <automated-snapshot> --target-db-snapshot-identifier <name>',
      ];
    },
  },
  deletionWindowInDays: { what: 'can be restored after a deletion for' },
  recoveryWindowInDays: { what: 'can be restored after a deletion for' },
  minRetentionDays: {
    what: 'keeps recovery points from being deleted for',
    isBackup: true,
    because: 'Restore points older than that can be deleted, and what is deleted does not come back.',
    steps: () => [copyFirst],
  },
  retentionInDays: { what: 'keeps logs for' },
};

interface Amount {
  /** What it does for a number of days. */
  readonly what: string;
  readonly isBackup?: true;
  readonly because?: string;
  /** What saves what a lower number deletes. */
  readonly steps?: (inputs: unknown) => readonly string[];
}

const takeBack = 'Take the change back.';
const copyFirst = 'Or copy a manual snapshot first of what must stay: a snapshot by hand has no lifecycle.';

const publicAccessBlock = 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock';

/** Resources that protect others. */
const protecting: Readonly<Record<string, string>> = {
  [publicAccessBlock]: 'nothing blocks public access to its bucket any more, and the bucket may become public',
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
        isOfBucket(before, other.before, other.subject.name),
    );
    if (loss === undefined || isBucketGone) return [];
    return [
      valueAt(before, ['options', 'retainOnDelete']) === true
        ? {
            severity: 'high',
            effect: `${name} leaves Pulumi and stays in AWS (retainOnDelete), where nothing manages it: whoever removes it there is not noticed.`,
            because: `Once it is removed, ${loss}.`,
            steps: [takeBack],
          }
        : {
            severity: subject.resourceType === publicAccessBlock ? 'critical' : 'high',
            effect: `${name} is deleted: ${loss}.`,
            steps: [takeBack],
          },
    ];
  }
  if (before === undefined || after === undefined) return [];
  return [
    ...switches
      .filter(({ path, isOn }) => isOn(valueAt(before, path.split('.'))) && !isOn(valueAt(after, path.split('.'))))
      .map(({ path, effect }) => unprotected(path, effect(name))),
    ...Object.entries(amounts).flatMap(([input, { what, isBackup, because, steps }]): readonly Found[] => {
      const [old, now] = [valueAt(before, ['inputs', input]), valueAt(after, ['inputs', input])];
      if (typeof old !== 'number' || (typeof now === 'number' ? now : 0) >= old) return [];
      // Logs without a number are kept forever.
      if (input === 'retentionInDays' && (now === undefined || now === 0 || old === 0)) return [];
      return [
        {
          ...unprotected(
            `inputs.${input}`,
            `${name} ${what} ${now === undefined ? 'the days that AWS has by default' : `${textOf(now)} days`}; it was ${old} days.`,
            now === 0 || isBackup === true ? 'high' : 'medium',
            ...(steps === undefined ? [] : [[takeBack, ...steps(valueAt(after, ['inputs']))]]),
          ),
          ...(because !== undefined && { because }),
        },
      ];
    }),
    ...shorterLifecycles(name, before, after),
  ];
}

/** Whether a resource belongs to a bucket: it names the bucket itself, refers to it, or waits for it where it says neither. */
function isOfBucket(resource: Json | undefined, bucket: Json | undefined, bucketName: string): boolean {
  const named = valueAt(resource, ['inputs', 'bucket']);
  const id = `aws:s3/bucket:Bucket/${bucketName}`;
  if (typeof named === 'string') {
    return named === valueAt(bucket, ['inputs', 'bucket']) || named.startsWith(`\${${id}.`);
  }
  return listAt(resource, ['dependencies']).includes(id);
}

/** Rules of a backup plan that delete recovery points earlier. */
function shorterLifecycles(name: string, before: Json, after: Json): readonly Found[] {
  const rulesOf = (data: Json): ReadonlyMap<string, number> => {
    return new Map(
      listAt(data, ['inputs', 'rules']).flatMap((rule) => {
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
      {
        ...unprotected(
          path,
          `${name} deletes recovery points of ${rule} after ${later} days; it kept them ${days === Infinity ? 'without end' : `${days} days`}.`,
          'high',
          [takeBack, copyFirst],
        ),
        // https://docs.aws.amazon.com/aws-backup/latest/devguide/updating-a-backup-plan.html
        because:
          'New restore points older than that are deleted and do not come back, and continuous backups of databases are shortened too. Other restore points that exist keep their days.',
      },
    ];
  });
}
