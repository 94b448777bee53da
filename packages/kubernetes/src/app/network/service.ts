import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, appSelector, type TypedObject } from '../../objects/index.ts';

/** The app's Service with a port for each port of its containers, of equal name and number; none without ports. */
export function service(app: ResolvedApp): readonly TypedObject<k8s.KubeServiceProps>[] {
  const ports = app.containers.flatMap((container) => container.ports);
  if (ports.length === 0) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: appMetadata(app),
      spec: {
        ports: ports.map(({ name, port }) => ({ name, port, targetPort: port })),
        selector: appSelector(app),
        type: 'ClusterIP',
      },
    },
  ];
}
