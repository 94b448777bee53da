export { appProblem, chartFile, chartProblem } from './app-problem.ts';
export { clusterFacts, type ClusterFacts } from './cluster-facts.ts';
export { definitionPath, pathInPod } from './path-in-pod.ts';
export { checkPorts, portNumber } from './ports.ts';
