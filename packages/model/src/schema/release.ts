import { z } from 'zod';
import type { ReleaseDefinition } from '../definition/release.ts';
import { strict } from './strict.ts';

/** What `apps/<app>/releases/<environment>.yaml` holds. */
export const releaseSchema = strict({
  image: strict({
    repository: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/,
        'an image repository without a tag, such as public.ecr.aws/acme/model-server',
      )
      .describe("Where the image is; the app's own ECR repository where it is left out.")
      .optional(),
    tag: z
      .string()
      .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, 'an image tag, as text')
      .refine((tag) => tag !== 'latest', 'a tag that does not move, never "latest"')
      .describe('Tag of the image; immutable by convention.'),
    digest: z
      .string()
      .regex(/^sha256:[a-f0-9]{64}$/, 'a digest: sha256: and 64 hexadecimal digits')
      .describe('Digest of the image; wins over the tag when the image is pulled.')
      .optional(),
  }),
}) satisfies z.ZodType<ReleaseDefinition>;
