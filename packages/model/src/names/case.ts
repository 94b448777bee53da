/** `signingKey` to `signing-key`, the form of a need in names. */
export function kebabCase(camelCase: string): string {
  return camelCase.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** `signingKey` to `SIGNING_KEY`, a need's prefix of environment variables. */
export function camelCaseToEnvironmentPrefix(camelCase: string): string {
  return kebabCase(camelCase).replaceAll('-', '_').toUpperCase();
}
