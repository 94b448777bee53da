import { defineAddon, type AddonDefinition, type AddonWorkload } from '@espalier/model';

/**
 * The addons of every cluster: just enough that an app's every kind of object appears. This file is copied into the
 * fleet as it is.
 */
export const addons: readonly AddonDefinition[] = [
  defineAddon({
    name: 'monitoring-crds',
    namespace: 'monitoring',
    chart: { repository: 'https://charts.example.com', name: 'monitoring-crds', version: '1.0.0' },
    provides: { crdGroups: ['monitoring.coreos.com'] },
    serverSideApply: true,
  }),
  defineAddon({
    name: 'external-secrets',
    namespace: 'external-secrets',
    chart: { repository: 'https://charts.example.com', name: 'external-secrets', version: '1.0.0' },
    values: ({ environment }) => ({ replicaCount: 2, installCRDs: true, extraEnv: { AWS_REGION: environment.region } }),
    workloads: {
      controller: workload('external-secrets', { metrics: 8080 }, [{ to: 'control-plane' }, { to: 'vpc-endpoints' }]),
    },
    provides: { crdGroups: ['external-secrets.io'] },
    requires: [{ crdGroup: 'monitoring.coreos.com' }],
    serverSideApply: true,
  }),
  defineAddon({
    name: 'ingress',
    namespace: 'ingress',
    chart: { repository: 'https://charts.example.com', name: 'ingress', version: '1.0.0' },
    values: ({ cluster, platform }) => ({
      controller: { replicas: 3, defaultHost: `${cluster.name}.${platform.domain}`, metrics: { enabled: true } },
    }),
    workloads: {
      controller: workload('ingress', { http: 8080, metrics: 9100 }, [
        { from: 'load-balancer', port: 'http' },
        { to: 'ingress-backends' },
        { to: 'control-plane' },
      ]),
    },
    provides: { ingressClass: { name: 'public' } },
    requires: [{ crdGroup: 'monitoring.coreos.com' }],
  }),
  defineAddon({
    name: 'traces',
    namespace: 'monitoring',
    chart: { repository: 'https://charts.example.com', name: 'traces', version: '1.0.0' },
    values: ({ cluster, endpoint }) => ({ cluster: cluster.eksName, self: endpoint('otlp-http')?.host ?? '' }),
    workloads: {
      agent: workload('traces', { 'otlp-http': 4318, metrics: 8888 }, [{ from: 'traced-apps', port: 'otlp-http' }]),
    },
    provides: { endpoints: { 'otlp-http': { service: 'traces', workload: 'agent', port: 'otlp-http' } } },
    requires: [{ crdGroup: 'monitoring.coreos.com' }],
  }),
  defineAddon({
    name: 'prometheus',
    namespace: 'monitoring',
    chart: { repository: 'https://charts.example.com', name: 'prometheus', version: '1.0.0' },
    values: { retention: '15d', replicas: 2 },
    workloads: {
      server: workload('prometheus', { http: 9090 }, [
        { to: 'metrics' },
        { to: 'control-plane' },
        { to: 'nodes', port: 10250 },
      ]),
    },
    requires: [{ crdGroup: 'monitoring.coreos.com' }],
  }),
];

function workload(name: string, ports: Readonly<Record<string, number>>, paths: AddonWorkload['paths']): AddonWorkload {
  return {
    selector: { 'app.kubernetes.io/name': name },
    serviceAccount: name,
    images: [`registry.example.com/${name}`],
    ports,
    ...('metrics' in ports && { metricsPort: 'metrics' }),
    paths,
  };
}
