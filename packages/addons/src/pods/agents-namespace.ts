/** Where agents that read the host run, apart from what can be restricted. */
export const agentsNamespace = {
  namespace: 'monitoring-agents',
  podSecurity: { level: 'privileged', reason: 'Agents read logs and figures of the host they run on.' },
} as const;
