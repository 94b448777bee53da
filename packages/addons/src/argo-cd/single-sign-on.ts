import type { HelmValues } from '@espalier/model';

/**
 * An OpenID Connect provider for the log-in, with a public client and PKCE, without a client secret. The client must
 * allow the redirects `https://<host>/auth/callback`, `https://<host>/pkce/verify` and, for the command line,
 * `http://localhost:8085/auth/callback`.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/keycloak/
 */
export interface SingleSignOn {
  /** Issuer URL, such as `https://id.riven.dev`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Group in the `groups` claim of Argo CD's administrators; everyone else may read. */
  readonly adminGroup: string;
}

/** The parts of `configs.cm` and `configs.rbac` for the log-in. Without a provider there is no log-in. */
export function logIn(singleSignOn: SingleSignOn | undefined): { readonly cm: HelmValues; readonly rbac: HelmValues } {
  if (singleSignOn === undefined) return { cm: {}, rbac: { 'policy.default': '' } };
  const { issuer, clientId, adminGroup } = singleSignOn;
  const oidc = {
    name: 'SSO',
    issuer,
    clientID: clientId,
    enablePKCEAuthentication: true,
    requestedScopes: ['openid', 'profile', 'email', 'groups'],
  };
  return {
    // JSON is YAML; Argo CD reads this key as YAML.
    cm: { 'oidc.config': JSON.stringify(oidc) },
    rbac: { 'policy.default': 'role:readonly', 'policy.csv': `g, ${adminGroup}, role:admin\n`, scopes: '[groups]' },
  };
}
