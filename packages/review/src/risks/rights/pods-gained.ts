import { isMapping, valueAt, type Json, listAt } from '@espalier/model';
import { risksOf, workloadIn, type RiskRule, textOf, type Severity } from '../../risk-rule/index.ts';

/** Pods that get more privileges on their node than they had. */
export const podsGained: RiskRule = {
  code: 'ESP8112',
  title: 'Pods get more privileges on their node',
  page: {
    why: 'A privileged pod, one in the namespaces of the node or one with its files can take over the node and what runs on it. The rule compares the security settings of all containers on both sides, the defaults of Kubernetes included.',
    example: 'A container gets the capability `SYS_ADMIN`, or a pod gets `hostNetwork: true`.',
    whatToDo:
      'Look for a narrower setting: one capability instead of `privileged`, a CSI volume instead of `hostPath`. See https://kubernetes.io/docs/concepts/security/pod-security-standards/.',
  },
  find: (change) => {
    const [old, now] = [privilegesOf(change.before), privilegesOf(change.after)];
    const isGained = (key: string): boolean => now.has(key) && !old.has(key);
    const gained = [...now]
      .filter(([key, { unless }]) => isGained(key) && !(unless !== undefined && isGained(unless)))
      .filter(
        ([, { isIdentity }]) => !(isIdentity === true && (change.before === undefined || change.action === 'renamed')),
      )
      .map(([, privilege]) => privilege);
    // What a new workload comes with is a gain where it is more than pods have by default.
    const said = change.before === undefined ? gained.filter(({ isDefault }) => !isDefault) : gained;
    return risksOf(
      podsGained,
      change,
      said.map(({ path, text, severity }) => ({
        severity,
        path,
        effect: `${text}.`,
        steps: ['See whether the program needs it, and whether a narrower setting is enough.'],
      })),
    );
  },
};

interface Privilege {
  readonly path: string;
  readonly text: string;
  readonly severity: Severity;
  /** Whether pods have it unless they give it up. */
  readonly isDefault: boolean;
  /** Key of a privilege that says this one as well. */
  readonly unless?: string;
  /** Whether it is another account rather than more rights: a gain where the workload had one before. */
  readonly isIdentity?: boolean;
}

function privilegesOf(object: Json | undefined): ReadonlyMap<string, Privilege> {
  const workload = workloadIn(object);
  const found = new Map<string, Privilege>();
  if (workload === undefined) return found;
  const { spec, containers } = workload;
  const add = (
    path: string,
    text: string,
    severity: Severity,
    isDefault = false,
    more: Pick<Privilege, 'unless' | 'isIdentity'> = {},
  ): unknown => found.set(`${path}|${text}`, { path, text, severity, isDefault, ...more });
  for (const [field, what] of [
    ['hostNetwork', 'the network of their node'],
    ['hostPID', 'the processes of their node'],
    ['hostIPC', 'the shared memory of their node'],
  ] as const) {
    if (spec[field] === true) add(field, `The pods use ${what}`, 'high');
  }
  for (const volume of listAt(spec, ['volumes'])) {
    const path = valueAt(volume, ['hostPath', 'path']);
    if (typeof path !== 'string') continue;
    const mounts = `The pods mount ${path} of their node`;
    add('volumes', mounts, 'high');
    const volumeName = valueAt(volume, ['name']);
    const isWritable = containers.some(({ container }) =>
      listAt(container, ['volumeMounts']).some(
        (mount) => valueAt(mount, ['name']) === volumeName && valueAt(mount, ['readOnly']) !== true,
      ),
    );
    if (isWritable)
      add('volumes', `The pods write to ${path} of their node`, 'high', false, { unless: `volumes|${mounts}` });
  }
  if (spec['automountServiceAccountToken'] !== false && spec['serviceAccountName'] !== undefined) {
    const token = 'The pods get a token of the Kubernetes API';
    add('automountServiceAccountToken', token, 'medium', true);
    add(
      'serviceAccountName',
      `The pods act as the ServiceAccount ${textOf(spec['serviceAccountName'])}`,
      'medium',
      true,
      {
        unless: `automountServiceAccountToken|${token}`,
        isIdentity: true,
      },
    );
  }
  for (const { path, name, container } of containers) {
    const own = (field: string): unknown => valueAt(container, ['securityContext', field]);
    const effective = (field: string): unknown => own(field) ?? valueAt(spec, ['securityContext', field]);
    const at = `${path}.securityContext`;
    if (own('privileged') === true) add(at, `Container ${name} is privileged`, 'critical');
    for (const capability of listAt(container, ['securityContext', 'capabilities', 'add'])) {
      const isHarmless = capability === 'NET_BIND_SERVICE';
      add(at, `Container ${name} gets the capability ${String(capability)}`, isHarmless ? 'low' : 'high', isHarmless);
    }
    if (!listAt(container, ['securityContext', 'capabilities', 'drop']).includes('ALL'))
      add(at, `Container ${name} keeps the default capabilities`, 'medium', true);
    if (own('allowPrivilegeEscalation') !== false)
      add(at, `Container ${name} may gain privileges through setuid programs`, 'medium', true);
    if (effective('runAsNonRoot') !== true) add(at, `Container ${name} may run as root`, 'medium', true);
    if (effective('runAsUser') === 0) add(at, `Container ${name} runs as root`, 'medium');
    if (own('readOnlyRootFilesystem') !== true)
      add(at, `Container ${name} may write to its own file system`, 'low', true);
    if (own('procMount') === 'Unmasked') add(at, `Container ${name} sees all of /proc`, 'high');
    const seccomp = valueAt(effective('seccompProfile'), ['type']);
    if (seccomp === undefined || seccomp === 'Unconfined')
      add(at, `Container ${name} may make every system call`, 'medium', true);
    for (const port of listAt(container, ['ports'])) {
      if (isMapping(port) && port['hostPort'] !== undefined)
        add(`${path}.ports`, `Container ${name} takes port ${textOf(port['hostPort'])} of its node`, 'medium');
    }
  }
  return found;
}
