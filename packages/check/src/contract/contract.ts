import type { Problem } from '@espalier/model';
import type { Evidence } from '../evidence/index.ts';
import { databasesAgree } from './databases.ts';
import { imagesAgree } from './images.ts';
import { rolesAgree } from './roles.ts';
import { secretsAgree } from './secrets.ts';
import { plansAreCurrent } from './stale-plans.ts';
import { addressesAgree } from './addresses/addresses-agree.ts';

/** The checks that compare the tree with the plans; each is a pure function of the committed files. */
const rules = [rolesAgree, secretsAgree, imagesAgree, addressesAgree, databasesAgree] as const satisfies readonly ((
  evidence: Evidence,
) => readonly Problem[])[];

/** All disagreements between the two layers of a cluster. */
export function contract(evidence: Evidence): readonly Problem[] {
  const stale = plansAreCurrent(evidence);
  return stale.length > 0 ? stale : rules.flatMap((rule) => rule(evidence));
}
