/**
 * Whether a pattern of IAM covers a text, or all texts of another pattern: `*` is any text, `?` one character, and a star
 * of the narrow pattern must meet a star. Actions are compared in lower case, which the caller writes.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function coversPattern(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*') return true;
  if (!/[*?]/.test(wide)) return false;
  const expression = wide
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '[^*]' : part.replaceAll(/[$()+.[\\\]^{|}]/g, '\\$&')))
    .join('');
  return new RegExp(`^${expression}$`, 's').test(narrow);
}
