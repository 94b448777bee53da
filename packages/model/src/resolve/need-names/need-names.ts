import { namesOfNeed, type ResolvedNeed } from '../../needs/index.ts';
import type { Problem } from '../../problem/index.ts';

/** The limits of S3, SQS, DynamoDB, RDS, Secrets Manager and Kubernetes for names composed of owner and need. */
export function needNamesFit(
  need: ResolvedNeed,
  owner: { readonly name: string; readonly of: string },
  place: { readonly file: string; readonly path: string },
): readonly Problem[] {
  const tooLong = namesOfNeed(need, owner.name)
    .filter(({ name, atMost = Infinity }) => name.length > atMost)
    .map(({ what, name, atMost }): Problem => ({
      code: 'ESP2205',
      ...place,
      found: `The ${what}${owner.of} would be called '${name}', which has ${name.length} characters.`,
      expected: `At most ${atMost} characters for the name of a ${what}.`,
      remedy: 'Shorten the name of the need, its owner, the cluster, environment or platform.',
    }));
  return [...tooLong, ...secretIsNoPartialArn(need, owner, place)];
}

/**
 * Secrets Manager appends a hyphen and six random characters to the ARN of every secret. A name that ends in the same
 * way can be confused with the ARN of another secret.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
function secretIsNoPartialArn(
  need: ResolvedNeed,
  owner: { readonly of: string },
  place: { readonly file: string; readonly path: string },
): readonly Problem[] {
  if (!('secretPath' in need) || !/-[^/]{6}$/.test(need.secretPath)) return [];
  return [
    {
      code: 'ESP2340',
      ...place,
      found: `The secret in Secrets Manager${owner.of} would be called '${need.secretPath}', which ends in a hyphen and six characters.`,
      expected:
        "Another ending: AWS ends ARNs of secrets in this way, and would confuse the name with another secret's ARN.",
      remedy: `Rename the need '${need.name}', so that its last word is longer or shorter.`,
    },
  ];
}
