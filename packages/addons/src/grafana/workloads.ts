import { secret } from '@espalier/model';
import type { PlatformWorkload } from '../pods/index.ts';

export const image = 'docker.io/grafana/grafana';

/** Need for the administrator's name and password. */
export const admin = 'admin';

/** Keys of that secret. */
export const adminKeys = { user: 'admin-user', password: 'admin-password' } as const;

/** What the chart runs. Its database is a file, which only one pod can use. */
export const workloads = {
  grafana: {
    runs: 'single',
    selector: { 'app.kubernetes.io/name': 'grafana', 'app.kubernetes.io/instance': 'grafana' },
    serviceAccount: 'grafana',
    images: [image],
    ports: { http: 3000 },
    metricsPort: 'http',
    paths: [
      { from: 'ingress', port: 'http' },
      { to: 'endpoint', endpoint: 'metrics' },
      { to: 'endpoint', endpoint: 'logs' },
      { to: 'endpoint', endpoint: 'traces' },
      { to: 'endpoint', endpoint: 'alerts' },
    ],
    needs: {
      [admin]: secret({
        keys: [adminKeys.user, adminKeys.password],
        description: "Name and password of Grafana's first administrator; choose them, nothing else knows them.",
      }),
    },
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;
