/**
 * How long an update of a stack may wait, in hours. It has the time of one session of the role `apply`, and GitHub ends a
 * job on its own runners after six hours.
 *
 * @see https://docs.github.com/en/actions/reference/limits
 */
export const updateHours = {
  /** Nodes of a group are exchanged as fast as disruption budgets let their pods go. */
  nodesUpdate: 3,
  /** Nodes of a generation that is gone are drained, after everything else. */
  nodesDelete: 1,
  /** Control plane, addons, databases and certificates, before and between. */
  everythingElse: 2,
} as const;

/** Hours that a session of `apply` lasts: all that an update waits for, one after the other. */
export const applySessionHours = Object.values(updateHours).reduce((sum, hours) => sum + hours, 0);
