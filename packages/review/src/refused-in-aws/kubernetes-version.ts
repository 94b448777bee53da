import { valueAt } from '@espalier/model';
import { shown } from '../refused/index.ts';
import { takeBack, type RefusalInAwsRule } from './refusal.ts';

const guide = "docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md, 'Kubernetes, one minor at a time'";

/** EKS takes a control plane to the next minor, and to no other. https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html */
export const kubernetesVersion: RefusalInAwsRule = ({ stack, before, after }) => {
  if (!['eks:index:Cluster', 'aws:eks/cluster:Cluster'].includes(after.type)) return [];
  const [old, now] = [minorOf(valueAt(before.inputs, ['version'])), minorOf(valueAt(after.inputs, ['version']))];
  if (old === undefined || now === undefined || now === old || now === old + 1) return [];
  const isUpgrade = now > old;
  return [
    {
      code: 'ESP8022',
      path: 'inputs.version',
      before: shown(`1.${old}`),
      after: shown(`1.${now}`),
      effect: 'AWS refuses it.',
      because: isUpgrade
        ? 'EKS upgrades a control plane one minor at a time.'
        : 'EKS upgrades a control plane and never takes it back.',
      steps: isUpgrade
        ? [
            `Set kubernetesVersion to '1.${old + 1}' first, and bring that up: npx nx up ${stack}. Each minor: ${guide}.`,
          ]
        : [takeBack, 'Or make another cluster of that version next to this one, move to it, and take this one down.'],
    },
  ];
};

/** The minor of `1.35`; `undefined` for what is no version of Kubernetes. */
function minorOf(version: unknown): number | undefined {
  const minor = /^1\.(\d+)$/.exec(String(version))?.[1];
  return minor === undefined ? undefined : Number(minor);
}
