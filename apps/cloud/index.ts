import { run } from '@espalier/cloud/program';

export default (): Promise<Record<string, unknown>> => run(import.meta.dirname);
