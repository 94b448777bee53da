import type { ResolvedApp, ResolvedContainer, ResolvedProbe } from '@espalier/model';
import type { Probe } from 'cdk8s-plus-29';
import { cdk8s, kplus } from '../cdk8s.ts';
import { portNumber } from './ports.ts';

/** A health check in cdk8s-plus' words. */
export function probe(app: ResolvedApp, container: ResolvedContainer, resolved: ResolvedProbe): Probe {
  const { Duration } = cdk8s();
  const { Probe } = kplus();
  const { check, periodSeconds, timeoutSeconds, failureThreshold, initialDelaySeconds } = resolved;
  const timing = {
    periodSeconds: Duration.seconds(periodSeconds),
    timeoutSeconds: Duration.seconds(timeoutSeconds),
    failureThreshold,
    ...(initialDelaySeconds === 0 ? {} : { initialDelaySeconds: Duration.seconds(initialDelaySeconds) }),
  };
  switch (check.kind) {
    case 'http':
      return Probe.fromHttpGet(check.path, { ...timing, port: portNumber(app, container, check.port) });
    case 'tcp':
      return Probe.fromTcpSocket({ ...timing, port: portNumber(app, container, check.port) });
    case 'command':
      return Probe.fromCommand([...check.command], timing);
  }
}
