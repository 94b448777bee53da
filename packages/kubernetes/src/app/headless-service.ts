import { names, type ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import type { Service } from 'cdk8s-plus-29';
import { kplus } from '../cdk8s.ts';
import { appSelector } from '../labels.ts';
import type { Draft } from '../objects/plain-object.ts';
import { serviceDraft } from './service.ts';
import { add, remove } from '../objects/patch.ts';

/**
 * The Service that governs a StatefulSet, `<app>-headless`: it gives each pod a name in DNS, such as
 * `store-0.store-headless`, from before the pod is ready, so that peers can find each other. Clients call the Service
 * `<app>`. It has no ports: names need none, and a ServiceMonitor would find every pod twice.
 */
export function headlessService(chart: Chart, app: ResolvedApp): Service {
  const { Service } = kplus();
  return new Service(chart, 'headless-service', {
    metadata: { name: names.headlessServiceName(app.name) },
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    // cdk8s-plus insists on a port; it is taken out again below.
    ports: [{ port: 1 }],
  });
}

/** The headless Service with what cdk8s-plus cannot say. */
export function headlessServiceDraft(app: ResolvedApp, service: Service): Draft {
  return serviceDraft(
    service,
    remove('/spec/ports'),
    // cdk8s-plus selects by a label of its own.
    add('/spec/selector', appSelector(app)),
  );
}
