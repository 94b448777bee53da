import type { PolicyConditions, PolicyStatement } from '@espalier/model';
import type { Part } from './configuration.ts';
import type { Foundation } from './foundation.ts';

/** Issuer of the tokens of GitHub's workflows, without `https://`. */
export const gitHubIssuer = 'token.actions.githubusercontent.com';

const ownerId = 'github_owner_id';
const repositoryId = 'github_repository_id';

/**
 * GitHub as an identity provider, and what GitHub alone knows: the numbers of the repository and of its owner. Names can
 * be given up and taken by somebody else, numbers cannot. IAM knows the certificates of GitHub by itself.
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

/** Jobs of the platform's repository that are in one of its environments. */
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

/** Jobs of any repository of the platform's owner that are in its environment of that name. */
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
 * Subject of a token. Repositories that are younger than July 2026, or moved since, or opted in, have their numbers in
 * it; others do not. No part of it can contain a colon of its own.
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
