import { isMapping, valueAt, type Json } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import { risksOf, type Found, type RiskRule } from '../../risk-rule/index.ts';
import { unprotectedInAws } from './protection-in-aws.ts';
import { unprotectedInKubernetes } from './protection-in-kubernetes.ts';
import { unprotected } from './protection.ts';

/** What kept data or objects from being deleted, and no longer does. */
export const protectionTakenAway: RiskRule = {
  code: 'ESP8106',
  title: 'Protection against deletion is taken away',
  page: {
    why: 'Protection does nothing until the day when something is deleted by mistake. The rule looks at the options of Pulumi (`protect`, `retainOnDelete`), the deletion protection, snapshots, backups and versions of AWS, the block of public access of a bucket, `prevent_destroy` of the bootstrap, and at what Argo CD and Kubernetes keep: `Prune=false`, `Delete=false`, the finalizer of an Application, `Force` and `Replace`, and reclaim policies.',
    example: 'A database loses `deletionProtection`, or its backups are kept for 7 days instead of 30.',
    whatToDo:
      'Take it away only in the change right before the deletion that it is for, and put it back where that is done.',
  },
  find: (change, { changes }) =>
    risksOf(protectionTakenAway, change, [
      ...(change.subject.is === 'resource' ? unprotectedInAws(change, changes) : []),
      ...(change.subject.is === 'object' ? unprotectedInKubernetes(change) : []),
      ...(change.subject.is === 'bootstrap' ? inBootstrap(change) : []),
    ]),
};

function inBootstrap({ subject, before, after }: Change): readonly Found[] {
  const now = preventedIn(after);
  const left = resourcesIn(after);
  return [...preventedIn(before)]
    .filter((address) => !now.has(address))
    .map((address) =>
      unprotected(
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
