import { statefulTypes } from './stateful-types.ts';

/** How files of a plan are called by their resource's type: `aws:ec2/vpc:Vpc` is `ec2.vpc`; others begin with their package. */
export function planFileOfType(type: string): string {
  const [packageName = '', module = '', kind = ''] = type.split(':');
  const service = module.split('/')[0] ?? '';
  const qualified = packageName === 'aws' ? `${service}.${kind}` : `${packageName}.${service}.${kind}`;
  return qualified.toLowerCase();
}

const statefulFiles = Object.keys(statefulTypes).map((type) => `${planFileOfType(type)}-`);

/** Whether a file of a plan, by its name without ending, is of a resource that holds data which cannot be made again. */
export function isStatefulFile(file: string): boolean {
  return statefulFiles.some((start) => file.startsWith(start));
}
