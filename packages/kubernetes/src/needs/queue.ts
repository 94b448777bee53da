import { names, type ResolvedNeed } from '@espalier/model';
import { plainEnvironment, type Received } from './received.ts';

/** A need called `jobs` gives `JOBS_QUEUE_URL`. */
export function queue(need: Extract<ResolvedNeed, { kind: 'queue' }>): Received {
  return plainEnvironment({ [`${names.camelCaseToEnvironmentPrefix(need.name)}_QUEUE_URL`]: need.url });
}
