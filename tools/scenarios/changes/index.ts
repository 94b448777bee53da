import type { Scenario } from '../scenario.ts';
import { appChanges } from './apps.ts';
import { dataChanges } from './data.ts';
import { mistakes } from './mistakes.ts';
import { platformChanges } from './platform.ts';

export const scenarios: readonly Scenario[] = [...appChanges, ...dataChanges, ...platformChanges, ...mistakes];
