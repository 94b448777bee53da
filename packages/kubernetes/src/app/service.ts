import type { ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import type { Service } from 'cdk8s-plus-29';
import { kplus } from '../cdk8s.ts';
import { appSelector } from '../labels.ts';
import type { Draft } from '../objects/plain-object.ts';
import { remove, type Patch } from '../objects/patch.ts';

/** The app's Service with a port for each port of its containers, of equal name and number; none without ports. */
export function service(chart: Chart, app: ResolvedApp): Service | undefined {
  const ports = app.containers.flatMap((container) => container.ports);
  if (ports.length === 0) return undefined;
  const { Service } = kplus();
  const object = new Service(chart, 'service', {
    metadata: { name: app.name },
    ports: ports.map(({ name, port }) => ({ name, port, targetPort: port })),
  });
  for (const [label, value] of Object.entries(appSelector(app))) object.selectLabel(label, value);
  return object;
}

/** A Service without what cdk8s-plus says of every Service and Kubernetes assumes anyway. */
export function serviceDraft(service: Service, ...patches: readonly Patch[]): Draft {
  return { construct: service, patches: [remove('/spec/externalIPs'), ...patches] };
}
