/** A size as a Kubernetes quantity in gibibytes, such as `50Gi`. */
export type Gibibytes = `${number}Gi`;
