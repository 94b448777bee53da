export { formatProblem, ProblemsError, type Problem } from './problem/problem.ts';
export type { Json, KubernetesObject } from './kubernetes-object.ts';
