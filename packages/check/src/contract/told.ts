import { names, type Problem } from '@espalier/model';
import type { Evidence, Manifest, PlanFile } from '../evidence/evidence.ts';
import { entriesAt, listAt, textAt, textsIn } from '../evidence/json.ts';
import { allows } from '../iam/allows.ts';
import { rolesOf, type Role } from '../iam/role.ts';

/** A resource that pods are told by its name or address. */
interface Named {
  /** As pods are told it: a bucket's or table's name, a queue's URL. */
  readonly told: string;
  readonly kind: 'bucket' | 'table' | 'queue';
  readonly file: string;
  readonly arn: string;
}

/** What the role of whoever is told of a resource has to allow, any of these. */
const uses = {
  bucket: ['s3:GetObject', 's3:PutObject'],
  table: ['dynamodb:GetItem'],
  queue: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
} as const satisfies Record<Named['kind'], readonly string[]>;

/** Ends of the environment variables by which needs tell pods a name. */
const endings = { _BUCKET: 'bucket', _TABLE: 'table', _QUEUE_URL: 'queue' } as const;

/** Who is told a name, and as whom they run. */
interface Telling {
  readonly file: string;
  readonly path: string;
  readonly told: string;
  readonly kind: Named['kind'];
  /** IAM role of the pods; `undefined` where they have none. */
  readonly role: string | undefined;
}

/**
 * Every bucket, table and queue that a pod is told is in the plan, and its role may use it; every one of the plan is
 * told to a pod.
 */
export function namesAgree(evidence: Evidence): readonly Problem[] {
  const resources = resourcesOf(evidence);
  const roles = new Map(rolesOf(evidence.plan.cluster).map((role) => [role.name, role]));
  const tellings = [...toApps(evidence), ...toAddons(evidence)];
  const forward = tellings.flatMap((telling): readonly Problem[] => {
    const resource = resources.get(telling.told);
    if (resource === undefined) return [notInPlan(telling)];
    const role = roles.get(telling.role ?? '');
    return role !== undefined && mayUse(role, resource) ? [] : [mayNotUse(telling, resource)];
  });
  const told = new Set(tellings.map((telling) => telling.told));
  const elsewhere = toldElsewhere(evidence);
  const unused = [...resources.values()].filter((resource) => !told.has(resource.told) && !elsewhere(resource.told));
  return [...forward, ...unused.map(untold)];
}

function resourcesOf({ plan, cluster }: Evidence): ReadonlyMap<string, Named> {
  const { region, account } = cluster.environment;
  const named = plan.environment.filter(isOfNeeds).flatMap(({ type, file, inputs }): readonly Named[] => {
    switch (type) {
      case 'aws:s3/bucket:Bucket': {
        const bucket = textAt(inputs, 'bucket') ?? '';
        return [{ kind: 'bucket', told: bucket, file, arn: `${names.bucketArn(bucket)}/any` }];
      }
      case 'aws:dynamodb/table:Table': {
        const table = textAt(inputs, 'name') ?? '';
        return [{ kind: 'table', told: table, file, arn: names.tableArn(region, account.id, table) }];
      }
      case 'aws:sqs/queue:Queue': {
        const queue = textAt(inputs, 'name') ?? '';
        if (isDeadLetterQueue(queue, plan.environment)) return [];
        const told = names.queueUrl(region, account.id, queue);
        return [{ kind: 'queue', told, file, arn: names.queueArn(region, account.id, queue) }];
      }
      default:
        return [];
    }
  });
  return new Map(named.map((resource) => [resource.told, resource]));
}

/** What the platform keeps for people, such as exports of its data, no pod is told of. */
function isOfNeeds({ parent }: PlanFile): boolean {
  return parent?.startsWith('espalier:cloud:Needs/') === true;
}

/** Messages come there by themselves; people read them. */
function isDeadLetterQueue(queue: string, plan: readonly PlanFile[]): boolean {
  return plan.some(
    ({ type, inputs }) =>
      type === 'aws:sqs/queue:Queue' && names.deadLetterQueueName(textAt(inputs, 'name') ?? '') === queue,
  );
}

function mayUse(role: Role, { kind, arn }: Named): boolean {
  return uses[kind].some((action) => allows(role, action, arn));
}

function toApps({ manifests }: Evidence): readonly Telling[] {
  const accounts = new Map(
    manifests
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(({ namespace, name, content }) => [
        `${namespace}/${name}`,
        textAt(content, 'metadata', 'annotations', 'eks.amazonaws.com/role-arn'),
      ]),
  );
  return manifests.flatMap((manifest) =>
    podSpecsOf(manifest).flatMap(({ path, spec }) => {
      const arn = accounts.get(`${manifest.namespace}/${textAt(spec, 'serviceAccountName') ?? ''}`);
      const role = arn === undefined ? undefined : names.roleNameOf(arn);
      return listAt(spec, 'containers').flatMap((container, index) =>
        listAt(container, 'env').flatMap((variable, place): readonly Telling[] => {
          const name = textAt(variable, 'name') ?? '';
          const told = textAt(variable, 'value');
          const kind = Object.entries(endings).find(([ending]) => name.endsWith(ending))?.[1];
          if (told === undefined || kind === undefined) return [];
          const at = `${path}.containers[${index}].env[${place}]`;
          return [{ file: manifest.file, path: at, told, kind, role }];
        }),
      );
    }),
  );
}

function podSpecsOf({ kind, content }: Manifest): readonly { readonly path: string; readonly spec: PodSpec }[] {
  const steps = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  const spec = Object.fromEntries(entriesAt(content, ...steps, 'spec'));
  return Object.keys(spec).length === 0 ? [] : [{ path: [...steps, 'spec'].join('.'), spec }];
}

type PodSpec = Parameters<typeof textAt>[0];

/** Addons are told in the values of their charts, or in companion objects; what they need says with which role. */
function toAddons({ cluster, values, manifests }: Evidence): readonly Telling[] {
  return cluster.addons.flatMap((addon) =>
    addon.workloads.flatMap(({ needs, roleArn }) =>
      needs.flatMap((need): readonly Telling[] => {
        const told = need.kind === 'bucket' ? need.bucket : need.kind === 'table' ? need.table : undefined;
        const name = need.kind === 'queue' ? need.url : told;
        if (name === undefined || need.kind === 'policy' || need.kind === 'postgres' || need.kind === 'secret')
          return [];
        const files = [
          ...values.filter((one) => one.addon === addon.name),
          ...manifests.filter(({ file }) => file.includes(`/${addon.name}/`)),
        ];
        return files.flatMap(({ file, content }) =>
          textsIn(content)
            .filter(({ text }) => text.includes(name))
            .slice(0, 1)
            .map(({ path }): Telling => ({
              file,
              path,
              told: name,
              kind: need.kind,
              role: roleArn === undefined ? undefined : names.roleNameOf(roleArn),
            })),
        );
      }),
    ),
  );
}

/** What other clusters of the environment tell their pods. */
function toldElsewhere({ platform, cluster }: Evidence): (told: string) => boolean {
  const others = Object.values(platform.clusters).filter(
    ({ name, environment }) => name !== cluster.name && environment.name === cluster.environment.name,
  );
  const told = new Set(
    others
      .flatMap(({ apps, addons }) => [...apps, ...addons])
      .flatMap(({ needs }) => needs)
      .flatMap((need) =>
        need.kind === 'bucket'
          ? [need.bucket]
          : need.kind === 'table'
            ? [need.table]
            : need.kind === 'queue'
              ? [need.url]
              : [],
      ),
  );
  return (name) => told.has(name);
}

function notInPlan({ file, path, told, kind }: Telling): Problem {
  return {
    code: 'ESP7131',
    file,
    path,
    found: `The plan has no ${kind} '${told}'.`,
    expected: `A ${kind} of the environment's stack.`,
    remedy: 'Declare it as a need; then run `npm start` and `npm run plan`.',
  };
}

function mayNotUse({ file, path, told, kind, role }: Telling, resource: Named): Problem {
  return {
    code: 'ESP7132',
    file,
    path,
    found:
      role === undefined
        ? `The pods have no role, and are told of the ${kind} '${told}' (${resource.file}).`
        : `The role ${role} may do nothing with the ${kind} '${told}' (${resource.file}).`,
    expected: `A role that allows ${uses[kind].join(' or ')} on it.`,
    remedy: 'Declare it as a need of whoever is told of it, with `ownedBy` where it is shared.',
  };
}

function untold({ told, kind, file }: Named): Problem {
  return {
    code: 'ESP7133',
    file,
    path: 'inputs',
    found: `No pod is told of the ${kind} '${told}'.`,
    expected: 'Every bucket, table and queue is some pod’s.',
    remedy: "Use it in the addon's values as `context.needName(…)`, or take the need away.",
  };
}
