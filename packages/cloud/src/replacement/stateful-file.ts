import { statefulTypes } from './stateful-types.ts';

/**
 * The prefix of a plan's file names by resource type: `aws:ec2/vpc:Vpc` is `ec2.vpc`; others begin with their package.
 */
export function planFileOfType(type: string): string {
  const [packageName = '', module = '', kind = ''] = type.split(':');
  const service = module.split('/')[0] ?? '';
  const qualified = packageName === 'aws' ? `${service}.${kind}` : `${packageName}.${service}.${kind}`;
  return qualified.toLowerCase();
}

const statefulFiles = Object.keys(statefulTypes).map((type) => `${planFileOfType(type)}-`);

/** Whether a plan's file, by its name without extension, belongs to a stateful resource. */
export function isStatefulFile(file: string): boolean {
  return statefulFiles.some((start) => file.startsWith(start));
}
