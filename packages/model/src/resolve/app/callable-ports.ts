/** A port of a container. */
export interface Port {
  readonly name: string;
  readonly port: number;
}

/** Ports that other apps may call: all except those that are only for metrics. */
export function callablePorts(ports: readonly Port[], metricsPort: string | undefined): readonly Port[] {
  return ports.filter(({ name }) => name === 'http' || name !== metricsPort);
}
