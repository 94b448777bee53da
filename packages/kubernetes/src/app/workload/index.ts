export { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
export { podDisruptionBudget } from './pod-disruption-budget.ts';
export { workload } from './workload.ts';
