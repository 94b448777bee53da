import {
  ProblemsError,
  type Problem,
  type ResolvedAccount,
  type ResolvedPlatform,
  coversPattern,
} from '@espalier/model';

/** Actions that an app or addon requests, with the requester. */
export interface OwnAction {
  readonly action: string;
  readonly owner: string;
  /** Definition of that app or addon. */
  readonly file: string;
}

/** The actions of all `policy` needs in an account, each once, sorted. */
export function ownActions(platform: ResolvedPlatform, account: ResolvedAccount): readonly OwnAction[] {
  const owners = new Map<string, Omit<OwnAction, 'action'>>();
  for (const { name, environment, identities } of Object.values(platform.clusters)) {
    if (environment.account.name !== account.name) continue;
    for (const identity of identities) {
      const { owner, kind } = identity;
      const file = kind === 'app' ? `apps/${owner}/app.ts` : `apps/platform/clusters/${name}/cluster.ts`;
      for (const action of actionsOf(identity)) owners.set(action, owners.get(action) ?? { owner, file });
    }
  }
  return [...owners]
    .map(([action, by]) => ({ action, ...by }))
    .sort((one, other) => (one.action < other.action ? -1 : 1));
}

function actionsOf(identity: ResolvedPlatform['clusters'][string]['identities'][number]): readonly string[] {
  const needs = 'needs' in identity ? identity.needs : [];
  return needs.flatMap((need) => ('statements' in need ? need.statements.flatMap(({ actions }) => actions) : []));
}

/**
 * The actions that the patterns do not cover.
 *
 * @param refused patterns that the boundary always refuses
 * @throws ProblemsError ESP6302 if one of the actions is refused
 */
export function uncovered(
  actions: readonly OwnAction[],
  patterns: readonly string[],
  refused: readonly string[],
): readonly string[] {
  const beyond = actions.filter(({ action }) =>
    refused.some((pattern) => covers(pattern, action) || covers(action, pattern)),
  );
  if (beyond.length > 0) throw new ProblemsError(beyond.map(refusedAction));
  return actions.map(({ action }) => action).filter((action) => !patterns.some((pattern) => covers(pattern, action)));
}

function refusedAction({ action, owner, file }: OwnAction): Problem {
  return {
    code: 'ESP6302',
    file,
    path: file.endsWith('app.ts') ? 'needs' : 'addons',
    found: `${owner} requests '${action}', which no pod of the platform may do.`,
    expected: 'Actions on resources of the platform, not on users, roles, accounts, organizations or bills.',
    remedy: 'Remove it from the policy need; people do this with a role of the account.',
  };
}

/** Whether a pattern of actions covers another one. */
function covers(wide: string, narrow: string): boolean {
  return coversPattern(wide.toLowerCase(), narrow.toLowerCase());
}
