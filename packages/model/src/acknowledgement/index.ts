import type { AcknowledgementDefinition } from '../definition/index.ts';
import { validate, type Checked } from '../problem/index.ts';
import { acknowledgementSchema } from '../schema/index.ts';
import { readDocument } from '../yaml/read-document.ts';

/** Folder of the workspace with the acknowledgements of risks. */
export const acknowledgementFolder = 'apps/platform/acknowledgements';

/** An acknowledgement from the text of its file, or what is wrong with it. */
export function readAcknowledgement(text: string, file: string): Checked<AcknowledgementDefinition | undefined> {
  const { value, problems } = readDocument(text, file);
  return problems.length > 0
    ? { value: undefined, problems }
    : validate<AcknowledgementDefinition>(acknowledgementSchema, value, file);
}
