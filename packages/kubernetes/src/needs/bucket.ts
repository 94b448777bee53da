import { names, type ResolvedNeed } from '@espalier/model';
import { plainEnvironment, type Received } from './received.ts';

/** A need called `artifacts` gives `ARTIFACTS_BUCKET`. */
export function bucket(need: Extract<ResolvedNeed, { kind: 'bucket' }>): Received {
  return plainEnvironment({ [`${names.camelCaseToEnvironmentPrefix(need.name)}_BUCKET`]: need.bucket });
}
