import { createRequire } from 'node:module';
import type * as Cdk8s from 'cdk8s';
import type * as Cdk8sPlus from 'cdk8s-plus-29';

interface Require {
  (name: 'cdk8s'): typeof Cdk8s;
  (name: 'cdk8s-plus-29'): typeof Cdk8sPlus;
}

const require: Require = createRequire(import.meta.url);

/** cdk8s, loaded when it is first asked for: a render with nothing to build saves the 0.15 s that both take. */
export function cdk8s(): typeof Cdk8s {
  return require('cdk8s');
}

/** cdk8s-plus, loaded when it is first asked for. */
export function kplus(): typeof Cdk8sPlus {
  return require('cdk8s-plus-29');
}
