import type { KubernetesObject, ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import type { Service } from 'cdk8s-plus-29';
import { cdk8s, kplus } from '../cdk8s.ts';
import { appSelector } from '../labels.ts';
import { plainService } from './service.ts';

/**
 * The Service that governs a StatefulSet, `<app>-headless`: it gives each pod a name in DNS, such as
 * `store-0.store-headless`, from before the pod is ready, so that peers can find each other. Clients call the Service
 * `<app>`. It has no ports: names need none, and a ServiceMonitor would find every pod twice.
 */
export function headlessService(chart: Chart, app: ResolvedApp): Service {
  const { Service } = kplus();
  return new Service(chart, 'headless-service', {
    metadata: { name: `${app.name}-headless` },
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    // cdk8s-plus insists on a port; it is taken out again below.
    ports: [{ port: 1 }],
  });
}

/** The headless Service as plain data. */
export function plainHeadlessService(app: ResolvedApp, service: Service): KubernetesObject {
  const { JsonPatch } = cdk8s();
  return plainService(
    service,
    JsonPatch.remove('/spec/ports'),
    // cdk8s-plus selects by a label of its own.
    JsonPatch.add('/spec/selector', appSelector(app)),
  );
}
