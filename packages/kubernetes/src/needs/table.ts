import { names, type ResolvedNeed } from '@espalier/model';
import { plainEnvironment, type Received } from './received.ts';

/** A need called `sessions` gives `SESSIONS_TABLE`. */
export function table(need: Extract<ResolvedNeed, { kind: 'table' }>): Received {
  return plainEnvironment({ [`${names.camelCaseToEnvironmentPrefix(need.name)}_TABLE`]: need.table });
}
