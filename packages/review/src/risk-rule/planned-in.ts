import { isMapping, type Json } from '@espalier/model';
import type { PlannedDocument } from '../refused-in-aws/index.ts';

/** The planned resource that a change has on one side; `undefined` for what is none. */
export function plannedIn(data: Json | undefined): PlannedDocument | undefined {
  return isMapping(data) && typeof data['type'] === 'string' && typeof data['name'] === 'string'
    ? (data as unknown as PlannedDocument)
    : undefined;
}
