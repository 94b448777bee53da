/** Namespace of agents that read the host, separate from restricted workloads. */
export const agentsNamespace = {
  namespace: 'monitoring-agents',
  podSecurity: { level: 'privileged', reason: 'Agents read logs and figures of the host they run on.' },
} as const;
