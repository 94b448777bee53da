import type { ResolvedApp } from '@espalier/model';
import { ApiObject, type Chart } from 'cdk8s';

/** Requests that wait in the server's queue show a lack of GPUs long before CPU or errors do. */
export default (chart: Chart, app: ResolvedApp): void => {
  new ApiObject(chart, 'alerts', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: app.name },
    spec: {
      groups: [
        {
          name: app.name,
          rules: [
            {
              alert: 'ModelServerQueueGrows',
              expr: `sum(vllm:num_requests_waiting{namespace="${app.namespace}"}) > 20`,
              for: '10m',
              labels: { severity: 'warning', owner: app.owner.name },
              annotations: { summary: 'More than 20 requests have waited for a GPU for ten minutes.' },
            },
          ],
        },
      ],
    },
  });
};
