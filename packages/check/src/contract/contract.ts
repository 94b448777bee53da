import type { Problem } from '@espalier/model';
import type { Evidence } from '../evidence/index.ts';
import { databasesAgree } from './databases.ts';
import { imagesAgree } from './images.ts';
import { rolesAgree } from './roles.ts';
import { secretsAgree } from './secrets.ts';
import { plansAreCurrent } from './stale-plans.ts';
import { addressesAgree } from './addresses/addresses-agree.ts';

/** What must agree between the tree and the plans; each a pure function of what is committed. */
const rules = [rolesAgree, secretsAgree, imagesAgree, addressesAgree, databasesAgree] as const satisfies readonly ((
  evidence: Evidence,
) => readonly Problem[])[];

/** Everything in which the two layers of a cluster do not agree; none where they do. */
export function contract(evidence: Evidence): readonly Problem[] {
  const stale = plansAreCurrent(evidence);
  return stale.length > 0 ? stale : rules.flatMap((rule) => rule(evidence));
}
