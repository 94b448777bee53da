export { writeBootstrap } from './write-bootstrap.ts';
export { writePlans, type PlanRequest } from './write-plans.ts';
