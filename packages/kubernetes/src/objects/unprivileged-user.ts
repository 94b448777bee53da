/**
 * User and group of every container. A number, because the kubelet cannot check whether an image's named user is root.
 * The group owns volumes.
 */
export const unprivilegedUser = 10_001;
