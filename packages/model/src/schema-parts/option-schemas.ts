import { z } from 'zod';
import { parseCidr } from './cidr.ts';
import { byteQuantity, cpuQuantity, parseQuantity } from './quantity.ts';
import { strict } from './strict.ts';
import { dnsLabel, hostName, image } from './text.ts';
import { wholeNumber } from './whole-number.ts';

/** The schema of an addon's options, built from `optionSchemas`. */
export type OptionSchema<Options> = z.ZodType<Options>;

/**
 * The parts of an addon's option schema. A wrong option is reported like any other mistake in the model: with its path,
 * what was found, what was expected, and the closest known key.
 */
export const optionSchemas = {
  /** A mapping with known keys; mark optional keys with `.optional()`. */
  object: strict,
  /** A whole number; both bounds inclusive. */
  wholeNumber: (min: number, max: number) => wholeNumber(min, max),
  /** A size in gibibytes, such as `50Gi`; both bounds inclusive. */
  gibibytes: (min: number, max: number) =>
    z
      .templateLiteral(
        [z.number(), 'Gi'],
        `a size in gibibytes from ${min}Gi to ${max}Gi, as text such as '${Math.max(min, 50)}Gi'`,
      )
      .refine((size) => {
        const gibibytes = (parseQuantity(size) ?? Number.NaN) / 2 ** 30;
        return gibibytes >= min && gibibytes <= max;
      }, `a size from ${min}Gi to ${max}Gi`),
  cpuQuantity,
  byteQuantity,
  dnsLabel,
  hostName,
  /** A host name whose first label may be `*`. */
  hostPattern: z
    .string()
    .refine(
      (host) => hostName.safeParse(host.replace(/^\*\./, '')).success,
      'a host name such as id.example.com, or *.example.com for one label below it',
    ),
  /** An IPv4 block, public or private. */
  block: z.string().refine((block) => parseCidr(block) !== undefined, 'an IPv4 block such as 203.0.113.0/24'),
  image,
  url: z.url('an address such as https://example.com'),
  arn: z
    .string()
    .regex(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\d{0,12}:.+$/, 'an ARN of the partition aws, such as arn:aws:s3:::bucket'),
  text: z.string().min(1, 'text that is not empty'),
  flag: z.boolean(),
  list: z.array,
  choice: z.enum,
  constant: z.literal,
  either: z.union,
} as const;
