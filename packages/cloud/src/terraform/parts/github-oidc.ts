import type { PolicyConditions, PolicyStatement } from '@espalier/model';
import type { Part } from './configuration.ts';
import type { Foundation } from './foundation.ts';

/** Issuer of the tokens of GitHub's workflows, without `https://`. */
export const gitHubIssuer = 'token.actions.githubusercontent.com';

const ownerId = 'github_owner_id';
const repositoryId = 'github_repository_id';

/**
 * GitHub as an identity provider, with the ids that only GitHub knows: those of the repository and of its owner.
 * Another owner can register a released name, but ids are never reused. IAM already trusts the certificates of GitHub.
 */
export function gitHubOidc({ repository: { owner, name } }: Foundation): Part {
  const number = (of: string): { readonly [key: string]: string | boolean } => ({
    description: `Number of ${of} on GitHub, as text.`,
    type: 'string',
    nullable: false,
  });
  return {
    variable: { [ownerId]: number(owner), [repositoryId]: number(`${owner}/${name}`) },
    resource: {
      aws_iam_openid_connect_provider: {
        github: { url: `https://${gitHubIssuer}`, client_id_list: ['sts.amazonaws.com'] },
      },
    },
  };
}

/** Jobs of the platform's repository in one of its environments. */
export function trustPlatform({ repository: { owner, name } }: Foundation, environment: string): PolicyStatement {
  const numbered = `${owner}@\${var.${ownerId}}/${name}@\${var.${repositoryId}}`;
  return trust({
    StringEquals: {
      ...forThisAccount,
      [`${gitHubIssuer}:sub`]: [`${owner}/${name}`, numbered].map((repository) => subject(repository, environment)),
      [`${gitHubIssuer}:repository_id`]: [`\${var.${repositoryId}}`],
    },
  });
}

/** Jobs of any repository of the platform's owner in an environment with that name. */
export function trustOwner({ repository: { owner } }: Foundation, environment: string): PolicyStatement {
  return trust({
    StringEquals: forThisAccount,
    StringLike: {
      [`${gitHubIssuer}:sub`]: [`${owner}/*`, `${owner}@\${var.${ownerId}}/*`].map((repository) =>
        subject(repository, environment),
      ),
    },
  });
}

/**
 * Subject of a token. The claim contains the ids for repositories created or moved since July 2026, or opted in, and
 * not for others. No part of it can contain a colon.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
function subject(repository: string, environment: string): string {
  return `repo:${repository}:environment:${environment}`;
}

/** The audience that a token must name. */
const forThisAccount = { [`${gitHubIssuer}:aud`]: ['sts.amazonaws.com'] };

function trust(conditions: PolicyConditions): PolicyStatement {
  return {
    sid: 'GitHubJobs',
    actions: ['sts:AssumeRoleWithWebIdentity'],
    principals: { Federated: ['${aws_iam_openid_connect_provider.github.arn}'] },
    conditions,
  };
}
