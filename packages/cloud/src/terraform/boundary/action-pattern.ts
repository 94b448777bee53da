/**
 * Whether a pattern of IAM covers an action. An action that is a pattern itself, such as `s3:Get*`, is covered where
 * everything it stands for is.
 *
 * @param pattern such as `ec2:*` or `s3:*Object*`
 */
export function covers(pattern: string, action: string): boolean {
  const expression = pattern
    .split('*')
    .map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${expression}$`, 'i').test(action);
}
