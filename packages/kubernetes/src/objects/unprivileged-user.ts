/**
 * User and group of every container. A number, because the kubelet cannot tell whether an image's named user is root;
 * volumes belong to the group.
 */
export const unprivilegedUser = 10_001;
