import { valueAt } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { placeOf, type ResourceSubject } from '../../documents/index.ts';
import { isSameValue } from '../../refused/index.ts';
import { isPlanGone, plannedIn, risksOf, textOf, type Found, type RiskRule } from '../../risk-rule/index.ts';

const nodeGroup = 'aws:eks/nodeGroup:NodeGroup';
const launchTemplate = 'aws:ec2/launchTemplate:LaunchTemplate';

/** Nodes that are replaced, with the pods on them. */
export const nodesReplaced: RiskRule = {
  code: 'ESP8124',
  title: 'Nodes are replaced, and their pods move',
  page: {
    why: 'A node group of another shape is another group: Pulumi creates it and deletes the old one. EKS ends all nodes of a deleted group at once. It drains them, and after 5 minutes it kills what is left, whatever the disruption budgets say. Another image or version replaces the nodes of a group in place, one part at a time, and waits for disruption budgets. A pod without a second one is away while it moves.',
    example: 'The instance types of a node group change, or its release version.',
    whatToDo:
      "Keep the old group next to the new one with `retiring`, move its pods, and remove it in a second pull request: 'Other nodes' in docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md.",
  },
  find: (change, { changes, comparison }) => {
    const { subject, action } = change;
    if (subject.is !== 'resource') return [];
    if (action === 'deleted' && subject.resourceType === nodeGroup) {
      return isPlanGone(comparison, change.file) ? [] : risksOf(nodesReplaced, change, [groupGone(subject, changes)]);
    }
    if (action !== 'changed' || ![nodeGroup, launchTemplate].includes(subject.resourceType)) return [];
    return risksOf(nodesReplaced, change, rolled(change, subject));
  },
};

/** A group without its generation: `general` of `general-af564965`. */
function baseName(name: string): string {
  return name.replace(/-[0-9a-f]{8}$/, '');
}

/** https://docs.aws.amazon.com/eks/latest/userguide/delete-managed-node-group.html */
const killed =
  'EKS sets the size of a deleted group to zero. What is not evicted after 5 minutes is killed, whatever its disruption budget says.';

/** A drain by hand waits for disruption budgets. EKS adds to the name of a group, so that only the cluster knows it. */
function drain(group: string): readonly string[] {
  return [
    `See its nodes and its name in EKS: kubectl get nodes --selector espalier.dev/node-group=${group} --label-columns eks.amazonaws.com/nodegroup`,
    'Drain its nodes by hand, which respects disruption budgets: kubectl drain --selector eks.amazonaws.com/nodegroup=<name> --ignore-daemonsets --delete-emptydir-data',
  ];
}

function groupGone(subject: ResourceSubject, changes: readonly Change[]): Found {
  const group = baseName(subject.name);
  const cluster = placeOf(subject);
  const successor = changes.find(
    (other) =>
      other.action === 'added' &&
      other.subject.is === 'resource' &&
      other.subject.resourceType === nodeGroup &&
      other.subject.stack === subject.stack &&
      baseName(other.subject.name) === group,
  );
  if (successor !== undefined) {
    return {
      severity: 'high',
      effect: `Node group ${subject.name} of ${cluster} is replaced by another one: all its nodes go at once, and each of its pods moves.`,
      because: `Its shape changes, such as its instance types, volume or operating system. ${killed}`,
      steps: [
        'Keep the old group as retiring, move its pods to the new nodes, and remove it in a second pull request.',
        ...drain(group),
        `Then update: npx nx up ${subject.stack}`,
      ],
    };
  }
  return {
    severity: 'high',
    effect: `Node group ${subject.name} of ${cluster} is deleted: all its nodes go at once. Its pods move to other groups, and those that need this one cannot start.`,
    because: killed,
    steps: [
      'Keep the group in this change, move what selects it to another group, and remove it in a second pull request.',
      ...drain(group),
    ],
  };
}

/** Inputs of a group that EKS answers with new nodes. https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html */
const rolling = ['version', 'releaseVersion', 'launchTemplate'];

function rolled(change: Change, subject: ResourceSubject): readonly Found[] {
  const [before, after] = [plannedIn(change.before), plannedIn(change.after)];
  if (before === undefined || after === undefined) return [];
  const ignored = after.options?.ignoreChanges ?? [];
  const changedInputs = (subject.resourceType === nodeGroup ? rolling : Object.keys(after.inputs ?? {})).filter(
    (input) =>
      !ignored.includes(input) && !isSameValue(valueAt(before.inputs, [input]), valueAt(after.inputs, [input])),
  );
  if (changedInputs.length === 0) return [];
  const text = (input: string): string =>
    [before, after].map(({ inputs }) => textOf(valueAt(inputs, [input]))).join(' to ');
  const how = changedInputs.includes('releaseVersion')
    ? ` (${text('releaseVersion')})`
    : changedInputs.includes('version')
      ? ` (${text('version')})`
      : '';
  return [
    {
      severity: 'medium',
      path: `inputs.${changedInputs[0] ?? ''}`,
      effect: `The nodes of ${subject.resourceType === nodeGroup ? 'group' : 'launch template'} ${subject.name} of ${placeOf(subject)} are replaced a part at a time${how}, and their pods move.`,
      because: 'EKS replaces nodes where the version, the image or the launch template changes.',
      steps: [
        'See that no disruption budget blocks a drain: kubectl get poddisruptionbudget --all-namespaces',
        `Then update: npx nx up ${subject.stack}`,
      ],
    },
  ];
}
