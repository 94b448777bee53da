import { optionSchemas, type OptionSchema } from '@espalier/model';

export interface StorageClassesOptions {
  /** KMS key of the volumes; the EBS CSI driver's role needs grants on it. @default the account's `aws/ebs` */
  readonly kmsKeyArn?: string | undefined;
  /** Whether a volume is deleted with its claim. @default 'Delete' */
  readonly reclaimPolicy?: 'Delete' | 'Retain' | undefined;
}

/** What StorageClassesOptions have to be. */
export const storageClassesOptions = optionSchemas.object({
  kmsKeyArn: optionSchemas.arn.optional(),
  reclaimPolicy: optionSchemas.choice(['Delete', 'Retain']).optional(),
}) satisfies OptionSchema<StorageClassesOptions>;
