import { z } from 'zod';
import type { ReleaseDefinition } from '../definition/index.ts';
import { imageRepository, strict, tag } from '../schema-parts/index.ts';

/** What `apps/<app>/releases/<environment>.yaml` holds. */
export const releaseSchema = strict({
  image: strict(
    {
      repository: imageRepository
        .describe("Where the image is; the app's own ECR repository when it is omitted.")
        .optional(),
      tag: tag.describe('Tag of the image; immutable by convention.'),
      digest: z
        .string()
        .regex(/^sha256:[a-f0-9]{64}$/, 'a digest: sha256: and 64 hexadecimal digits')
        .describe('Digest of the image; wins over the tag when the image is pulled.')
        .optional(),
    },
    "{ tag: '1.4.0' }",
  ),
}) satisfies z.ZodType<ReleaseDefinition>;
