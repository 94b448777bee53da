import type { RiskRule } from '../risk-rule/index.ts';
import * as data from './data/index.ts';
import * as network from './network/index.ts';
import * as operation from './operation/index.ts';
import * as rights from './rights/index.ts';
import * as versions from './versions/index.ts';

/** All rules, by code. A new rule is a file of one of these folders and a line in its `index.ts`. */
export const riskRules: readonly RiskRule[] = [data, network, operation, rights, versions]
  .flatMap((rules): readonly RiskRule[] => Object.values(rules))
  .sort((one, other) => (one.code < other.code ? -1 : 1));
