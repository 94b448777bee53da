import { isMapping, valueAt, type Json } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import {
  deletesItsObjects,
  risksOf,
  syncOptionsOf,
  textOf,
  type Found,
  type RiskRule,
  type Severity,
} from '../../risk-rule/index.ts';

/** What kept data or objects from being deleted, and no longer does. */
export const protectionTakenAway: RiskRule = {
  code: 'ESP8106',
  title: 'Protection against deletion is taken away',
  page: {
    why: 'Protection does nothing until the day when something is deleted by mistake. The rule looks at the options of Pulumi (`protect`, `retainOnDelete`), the deletion protection, snapshots, backups and versions of AWS, `prevent_destroy` of the bootstrap, and at what Argo CD and Kubernetes keep: `Prune=false`, `Delete=false`, the finalizer of an Application, `Force` and `Replace`, and reclaim policies.',
    example: 'A database loses `deletionProtection`, or its backups are kept for 7 days instead of 30.',
    whatToDo:
      'Take it away only in the change right before the deletion that it is for, and put it back where that is done.',
  },
  find: (change, { changes }) =>
    risksOf(protectionTakenAway, change, [
      ...(change.subject.is === 'resource' ? inAws(change, changes) : []),
      ...(change.subject.is === 'object' ? inKubernetes(change) : []),
      ...(change.subject.is === 'bootstrap' ? inBootstrap(change) : []),
    ]),
};

const steps = ['Take the change back, unless what it protects is deleted next.'];

function said(path: string, effect: string, severity: Severity = 'high', ownSteps = steps): Found {
  return { severity, path, effect, steps: ownSteps };
}

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

function inAws({ subject, action, before, after }: Change, changes: readonly Change[]): readonly Found[] {
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
      .map(({ path, effect }) => said(path, effect(name))),
    ...Object.entries(amounts).flatMap(([input, what]): readonly Found[] => {
      const [old, now] = [valueAt(before, ['inputs', input]), valueAt(after, ['inputs', input])];
      if (typeof old !== 'number' || (typeof now === 'number' ? now : 0) >= old) return [];
      // Logs without a number are kept forever.
      if (input === 'retentionInDays' && (now === undefined || now === 0 || old === 0)) return [];
      return [
        said(
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
    if (later === undefined) return [said(`inputs.rules[${rule}]`, `${name} makes no ${rule} backup any more.`)];
    if (later >= days) return [];
    return [
      said(
        path,
        `${name} deletes recovery points of ${rule} after ${later} days; it kept them ${days === Infinity ? 'without end' : `${days} days`}.`,
        'medium',
      ),
    ];
  });
}

/** How strongly a sync option keeps an object. */
const strengths: Readonly<Record<string, number>> = { false: 2, confirm: 1 };

function inKubernetes(change: Change): readonly Found[] {
  const { subject, before, after, action } = change;
  if (before === undefined || after === undefined || action === 'renamed') return [];
  const name = subjectName(subject);
  const [old, now] = [optionsOf(before), optionsOf(after)];
  const path = "metadata.annotations['argocd.argoproj.io/sync-options']";
  const weaker = ['Prune', 'Delete'].flatMap((option): readonly Found[] => {
    const [was, is] = [old.get(option) ?? 'true', now.get(option) ?? 'true'];
    if ((strengths[is] ?? 0) >= (strengths[was] ?? 0)) return [];
    const when = option === 'Prune' ? 'it leaves Git' : 'its Application is deleted';
    return [
      said(
        path,
        `Argo CD deletes ${name} ${is === 'confirm' ? 'once a person confirms it' : 'without a question'} when ${when}: ${option}=${was} is gone.`,
      ),
    ];
  });
  const recreated = ['Force', 'Replace'].flatMap((option): readonly Found[] =>
    now.get(option) !== 'true' || old.get(option) === 'true'
      ? []
      : [
          said(
            subject.is === 'object' && subject.kind === 'Application' ? 'spec.syncPolicy.syncOptions' : path,
            option === 'Force'
              ? `Argo CD may delete ${name} and create it again at a sync (Force=true).`
              : `Argo CD replaces ${name} at each sync instead of patching it (Replace=true).`,
            option === 'Force' && subject.is === 'object' && subject.kind !== 'Job' ? 'high' : 'medium',
            ['See that nothing is lost when it is deleted and created again.'],
          ),
        ],
  );
  return [...weaker, ...recreated, ...policies(name, before, after), ...cascade(change, name)];
}

/** Sync options of an object, or of all objects of an Application. */
function optionsOf(object: Json): ReadonlyMap<string, string> {
  const ofAll = valueAt(object, ['spec', 'syncPolicy', 'syncOptions']);
  const isApplication = isMapping(object) && object['kind'] === 'Application';
  const all = [...syncOptionsOf(object), ...(isApplication && Array.isArray(ofAll) ? ofAll.map(String) : [])];
  return new Map(all.map((option) => [option.split('=')[0] ?? '', option.split('=')[1] ?? '']));
}

/** Fields that keep something while they say `Retain`. */
const retaining: readonly (readonly [path: readonly string[], effect: (name: string) => string, severity: Severity])[] =
  [
    [['reclaimPolicy'], (name) => `Volumes made by ${name} are deleted with their claims.`, 'high'],
    [['spec', 'persistentVolumeReclaimPolicy'], (name) => `The disk of ${name} is deleted with its claim.`, 'high'],
    [
      ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted'],
      (name) => `The claims of ${name} are deleted with it.`,
      'high',
    ],
    [
      ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled'],
      (name) => `The claims of ${name} are deleted when it is scaled down.`,
      'high',
    ],
    [
      ['spec', 'target', 'deletionPolicy'],
      (name) => `The Secret of ${name} is deleted when its value is missing in the store.`,
      'medium',
    ],
  ];

function policies(name: string, before: Json, after: Json): readonly Found[] {
  return retaining
    .filter(([path]) => valueAt(after, path) === 'Delete' && valueAt(before, path) !== 'Delete')
    .map(([path, effect, severity]) => said(path.join('.'), effect(name), severity));
}

/** An Application that deletes its objects when it is deleted itself, and did not before. */
function cascade({ subject, before, after }: Change, name: string): readonly Found[] {
  if (subject.is !== 'object' || subject.kind !== 'Application') return [];
  if (deletesItsObjects(before) || !deletesItsObjects(after)) return [];
  return [
    said(
      'metadata.finalizers',
      `${name} deletes all its objects when it is deleted: it gets the finalizer for that.`,
      'medium',
      ['See that its objects may go with it: those with the sync option Delete=false stay.'],
    ),
  ];
}

function inBootstrap({ subject, before, after }: Change): readonly Found[] {
  const now = preventedIn(after);
  const left = resourcesIn(after);
  return [...preventedIn(before)]
    .filter((address) => !now.has(address))
    .map((address) =>
      said(
        `resource.${address}.lifecycle.prevent_destroy`,
        left.has(address)
          ? `Terraform may destroy ${address} of the ${subjectName(subject)}: prevent_destroy is gone.`
          : `${address} leaves the ${subjectName(subject)} together with its prevent_destroy: Terraform destroys it.`,
        left.has(address) ? 'high' : 'critical',
      ),
    );
}

function resourcesIn(data: Json | undefined): ReadonlyMap<string, unknown> {
  const types = valueAt(data, ['resource']);
  return new Map(
    Object.entries(isMapping(types) ? types : {}).flatMap(([type, resources]) =>
      Object.entries(isMapping(resources) ? resources : {}).map(
        ([name, resource]) => [`${type}.${name}`, resource] as const,
      ),
    ),
  );
}

function preventedIn(data: Json | undefined): ReadonlySet<string> {
  return new Set(
    [...resourcesIn(data)]
      .filter(([, resource]) => valueAt(resource, ['lifecycle', 'prevent_destroy']) === true)
      .map(([address]) => address),
  );
}
