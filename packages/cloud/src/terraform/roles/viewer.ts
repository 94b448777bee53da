import type { Foundation, Part } from '../parts/index.ts';
import { accountRole } from './account-role.ts';
import { trustPeople } from './people.ts';
import { reading } from './reading.ts';

/** People who read resources and their configuration, but no data or secrets. */
export function viewerRole(foundation: Foundation): readonly Part[] {
  return accountRole(foundation, {
    role: 'viewer',
    description: `Looks at what ${foundation.platform} has in ${foundation.account.name}`,
    sessionHours: 8,
    trust: trustPeople(foundation, 'viewer'),
    permissions: [reading],
  });
}
