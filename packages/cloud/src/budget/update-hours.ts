/**
 * Time limits of an update of a stack, in hours. An update has one session of the role `apply`, and GitHub ends a job
 * on its runners after six hours.
 *
 * @see https://docs.github.com/en/actions/reference/limits
 */
export const updateHours = {
  /** Node groups are replaced as fast as disruption budgets allow. */
  nodesUpdate: 3,
  /** Nodes of a removed generation are drained, after everything else. */
  nodesDelete: 1,
  /** Control plane, addons, databases and certificates. */
  everythingElse: 2,
} as const;

/** Duration of a session of `apply` in hours: the sum of these limits. */
export const applySessionHours = Object.values(updateHours).reduce((sum, hours) => sum + hours, 0);
