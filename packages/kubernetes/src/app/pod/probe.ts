import type { ResolvedApp, ResolvedContainer, ResolvedProbe } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { Plain } from '../../objects/index.ts';
import { portNumber } from '../context/index.ts';

/** A health check of a container. */
export function probe(app: ResolvedApp, container: ResolvedContainer, resolved: ResolvedProbe): Plain<k8s.Probe> {
  const { check, periodSeconds, timeoutSeconds, failureThreshold, initialDelaySeconds } = resolved;
  const timing = {
    periodSeconds,
    timeoutSeconds,
    failureThreshold,
    ...(initialDelaySeconds === 0 ? {} : { initialDelaySeconds }),
  };
  switch (check.kind) {
    case 'http':
      return { ...timing, httpGet: { path: check.path, port: portNumber(app, container, check.port) } };
    case 'tcp':
      return { ...timing, tcpSocket: { port: portNumber(app, container, check.port) } };
    case 'command':
      return { ...timing, exec: { command: check.command } };
  }
}
