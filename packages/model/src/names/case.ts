/** `signingKey` to `signing-key`: how a need is spelt in names. */
export function kebabCase(camelCase: string): string {
  return camelCase.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** `signingKey` to `SIGNING_KEY`: how a need prefixes environment variables. */
export function camelCaseToEnvironmentPrefix(camelCase: string): string {
  return kebabCase(camelCase).replaceAll('-', '_').toUpperCase();
}
