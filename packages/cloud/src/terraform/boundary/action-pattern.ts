/**
 * Whether an IAM pattern covers an action. An action pattern, such as `s3:Get*`, is covered if all its actions are.
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
