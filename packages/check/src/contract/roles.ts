import { names, type Problem } from '@espalier/model';
import { type Evidence, roleAnnotation, textAt, textsIn } from '../evidence/index.ts';
import { rolesOf, type ServiceAccountName } from '../iam/index.ts';

/** The place that gives a ServiceAccount its role. */
interface Annotated {
  readonly file: string;
  readonly path: string;
  readonly arn: string;
  /** `undefined` for chart values: the chart creates the ServiceAccount. */
  readonly account: ServiceAccountName | undefined;
}

/**
 * Every role of a ServiceAccount is in the plan and trusts exactly that ServiceAccount, and every such role of the plan
 * has its ServiceAccount.
 */
export function rolesAgree(evidence: Evidence): readonly Problem[] {
  const { cluster } = evidence;
  const accountId = cluster.environment.account.id;
  const roles = new Map(
    rolesOf(evidence.plan.cluster).map((role) => [names.roleArn(accountId, role.name), role] as const),
  );
  const annotated = annotatedIn(evidence);
  const forward = annotated.flatMap((place): readonly Problem[] => {
    const role = roles.get(place.arn);
    if (role === undefined) return [noSuchRole(place)];
    const account = place.account ?? declaredBy(evidence, place);
    if (account === undefined) return [undeclared(place)];
    const [only, ...others] = role.trusts;
    const agrees = only !== undefined && others.length === 0 && same(only, account);
    return agrees ? [] : [otherTrust(place, account, role.file, role.trusts)];
  });
  const named = new Set(annotated.map(({ arn }) => arn));
  const backward = [...roles].flatMap(([arn, role]): readonly Problem[] =>
    role.trusts.length === 0 || named.has(arn) || isOfManagedAddon(role.trusts)
      ? []
      : [unusedRole(role.file, role.name, role.trusts, evidence)],
  );
  return [...forward, ...backward];
}

function annotatedIn({ manifests, values }: Evidence): readonly Annotated[] {
  const ofManifests = manifests.flatMap(({ file, kind, name, namespace, content }): readonly Annotated[] => {
    const arn = kind === 'ServiceAccount' ? textAt(content, 'metadata', 'annotations', roleAnnotation) : undefined;
    return arn === undefined
      ? []
      : [{ file, path: `metadata.annotations.${roleAnnotation}`, arn, account: { namespace, name } }];
  });
  const ofValues = values.flatMap(({ file, content }) =>
    textsIn(content)
      .filter(({ path }) => path.endsWith(`.${roleAnnotation}`))
      .map(({ path, text }): Annotated => ({ file, path, arn: text, account: undefined })),
  );
  return [...ofManifests, ...ofValues];
}

/** The ServiceAccount that an addon declares for the role in its values. */
function declaredBy({ cluster }: Evidence, { file, arn }: Annotated): ServiceAccountName | undefined {
  const addon = cluster.addons.find(({ name }) => file.endsWith(`/values/${name}.yaml`));
  const workload = addon?.workloads.find(({ roleArn }) => roleArn === arn);
  return addon === undefined || workload === undefined
    ? undefined
    : { namespace: addon.namespace, name: workload.serviceAccount };
}

/** EKS annotates the ServiceAccounts of its managed addons. */
function isOfManagedAddon(trusts: readonly ServiceAccountName[]): boolean {
  return trusts.every(({ namespace, name }) => namespace === 'kube-system' && managedAccounts.has(name));
}

const managedAccounts = new Set(['aws-node', 'ebs-csi-controller-sa']);

function same(one: ServiceAccountName, other: ServiceAccountName): boolean {
  return one.namespace === other.namespace && one.name === other.name;
}

function shown(accounts: readonly ServiceAccountName[]): string {
  return accounts.length === 0 ? 'nobody' : accounts.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
}

function noSuchRole({ file, path, arn }: Annotated): Problem {
  return {
    code: 'ESP7101',
    file,
    path,
    found: `The plan has no role ${arn}.`,
    expected: "A role of the cluster's stack.",
    remedy: 'Run `npm start` and `npm run plan`: both layers follow from one model.',
  };
}

function otherTrust(
  { file, path, arn }: Annotated,
  account: ServiceAccountName,
  roleFile: string,
  trusts: readonly ServiceAccountName[],
): Problem {
  return {
    code: 'ESP7102',
    file,
    path,
    found: `${arn} trusts ${shown(trusts)} (${roleFile}).`,
    expected: `It trusts ${shown([account])} and no other.`,
    remedy: 'Run `npm start` and `npm run plan`; if two workloads assume one role, give each its own.',
  };
}

function undeclared({ file, path, arn }: Annotated): Problem {
  return {
    code: 'ESP7103',
    file,
    path,
    found: `No workload of the addon declares the role ${arn}.`,
    expected: 'A workload with its ServiceAccount, so that the role can trust it.',
    remedy: "Declare the workload's ServiceAccount and needs in the addon.",
  };
}

function unusedRole(
  file: string,
  role: string,
  trusts: readonly ServiceAccountName[],
  { platform, cluster }: Evidence,
): Problem {
  const isInModel = cluster.identities.some((identity) => identity.role === role);
  return {
    code: 'ESP7104',
    file,
    path: 'inputs.assumeRolePolicy',
    found: `No ServiceAccount names the role ${role}, which trusts ${shown(trusts)}.`,
    expected: `Pods assume every role that ${platform.name} creates for pods.`,
    remedy: isInModel
      ? "Set it in the chart's values with `context.roleArn(…)`, or remove the need."
      : 'Run `npm run plan`: the plan is older than the model, which no longer has the role.',
  };
}
