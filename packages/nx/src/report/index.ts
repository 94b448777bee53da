export { formatGoneStack, goneStacks } from './gone-stacks.ts';
export { formatLostData, lostData } from './lost-data.ts';
export type { Written } from './next-steps.ts';
export { summarizeBootstrap, summarizePlan } from './plan-summary.ts';
export { printReport } from './print-report.ts';
export { Progress } from './progress.ts';
export { count, summarize } from './summary.ts';
export type { RefusedInPlan, WrittenPlan } from './written-plan.ts';
