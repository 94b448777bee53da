import { isMapping, valueAt } from '@espalier/model';
import type { PlannedDocument } from '../../refused-in-aws/index.ts';
import {
  isPlanGone,
  isValueInPlan,
  plannedIn,
  risksOf,
  textOf,
  type Found,
  type RiskRule,
} from '../../risk-rule/index.ts';
import { subjectName } from '../../documents/index.ts';

/** AWS resources with data that leave the plan: deleted, renamed, or with their whole stack. */
export const deletedInAws: RiskRule = {
  code: 'ESP8104',
  title: 'An AWS resource that holds data is deleted',
  page: {
    why: 'A resource that leaves the plan is deleted at the next update of its stack. What happens then depends on its options: `protect` makes Pulumi stop the update, `retainOnDelete` keeps the resource in AWS outside of Pulumi, and the deletion protection of AWS refuses the deletion. A resource with another name is a deletion too.',
    example: 'An app no longer needs its table, or the need gets another name.',
    whatToDo:
      'Save the data first. `npx nx uninstall <cluster> --application <name>` prints how a need is removed with its resources. To rename, put the new need next to the old one, copy, and remove the old one last.',
  },
  find: (change, { comparison, changes, statefulType }) => {
    const { subject, action, before } = change;
    const planned = plannedIn(before);
    if (subject.is !== 'resource' || action !== 'deleted' || planned === undefined) return [];
    const { stack, resourceType, name } = subject;
    const stateful = statefulType(resourceType);
    const id = `${resourceType}/${name}`;
    if (stateful === undefined || isValueInPlan(comparison, 'base', change.file, id)) return [];
    const added = changes.flatMap((other) =>
      other.action === 'added' &&
      other.subject.is === 'resource' &&
      other.subject.stack === stack &&
      other.subject.resourceType === resourceType
        ? (plannedIn(other.after) ?? [])
        : [],
    );
    if (added.some((one) => isAliasOf(one, name))) return [];
    const successor = added.find((one) => isAlike(one, planned));
    const found: Found = isPlanGone(comparison, change.file)
      ? {
          severity: 'high',
          effect: `The plan of ${stack} is gone, so that nothing manages ${subjectName(subject)} any more.`,
          because: `It holds ${stateful.holds}. It stays in AWS until the stack is taken down.`,
          steps: [
            'Take the change back, if the stack is still needed.',
            `Or take the stack down before this is merged, while its program is there: npx nx pulumi ${stack} -- destroy`,
          ],
        }
      : {
          ...fateOf(planned, stack, subjectName(subject)),
          because: `It holds ${stateful.holds}.${successor === undefined ? '' : ` ${successor.name} is a new resource and does not have it.`}`,
          steps: [
            'Take the change back, if the data is still needed.',
            ...(successor === undefined
              ? leave(planned, stack)
              : [
                  `Or keep both until the data is copied: put ${name} back next to ${successor.name}, and take it out in a later change.`,
                  ...(resourceType === 'aws:ecr/repository:Repository'
                    ? [pushImages(planned, successor)]
                    : [`Copy what must stay from ${name} to ${successor.name} before anything uses the new one.`]),
                ]),
          ],
        };
    return risksOf(deletedInAws, change, [found]);
  },
};

/** A repository is empty until someone pushes to it, and pods of a new image wait for that. */
function pushImages(old: PlannedDocument, successor: PlannedDocument): string {
  const [from, to] = [old, successor].map(({ inputs, name }) => textOf(inputs?.['name'] ?? name));
  return `Before the merge of what pulls from it, push the images to the new repository: docker buildx imagetools create --tag <registry>/${to}:<tag> <registry>/${from}:<tag>`;
}

/** How the resource is deleted on purpose. */
function leave({ options }: PlannedDocument, stack: string): readonly string[] {
  return [
    'Or save the data first.',
    ...(options?.protect === true
      ? [
          `Then lift its protection and that of its guard: npx nx pulumi ${stack} -- stack --show-urns, then npx nx pulumi ${stack} -- state unprotect <urn> for each.`,
        ]
      : []),
    `Then update: npx nx up ${stack}`,
    ...(options?.retainOnDelete === true ? ['Then delete it in AWS by hand, where it is not needed any more.'] : []),
  ];
}

/** What the next update does to a resource that left the plan. */
function fateOf({ options, inputs }: PlannedDocument, stack: string, name: string): Pick<Found, 'severity' | 'effect'> {
  const isKeptByAws = [inputs?.['deletionProtection'], inputs?.['deletionProtectionEnabled']].includes(true);
  const finalSnapshot = inputs?.['finalSnapshotIdentifier'];
  if (options?.protect === true) {
    return {
      severity: 'critical',
      effect: `${name} leaves the plan and is protected: 'npx nx up ${stack}' stops there, until the protection is lifted by hand${options.retainOnDelete === true ? '; AWS keeps it after that (retainOnDelete)' : ''}.`,
    };
  }
  if (options?.retainOnDelete === true) {
    return {
      severity: 'high',
      effect: `${name} leaves Pulumi and stays in AWS (retainOnDelete), where nothing manages it and it is still paid for.`,
    };
  }
  if (isKeptByAws) {
    return {
      severity: 'critical',
      effect: `${name} leaves the plan and has the deletion protection of AWS: 'npx nx up ${stack}' fails there.`,
    };
  }
  return {
    severity: 'critical',
    effect: `${name} is deleted${typeof finalSnapshot === 'string' && inputs?.['skipFinalSnapshot'] !== true ? `; AWS keeps the final snapshot ${finalSnapshot}` : ' with all that it holds'}.`,
  };
}

/** Whether a resource is the old one under another name, which Pulumi keeps. */
function isAliasOf({ options }: PlannedDocument, name: string): boolean {
  return (options?.aliases ?? []).some((alias) =>
    typeof alias === 'string' ? alias.endsWith(`::${name}`) : isMapping(alias) && valueAt(alias, ['name']) === name,
  );
}

/** Whether most inputs are the same: then it is the same need with another name. */
function isAlike(one: PlannedDocument, other: PlannedDocument): boolean {
  const [old, now] = [one.inputs ?? {}, other.inputs ?? {}];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const equal = keys.filter((key) => JSON.stringify(old[key]) === JSON.stringify(now[key]));
  return equal.length * 2 >= keys.length;
}
