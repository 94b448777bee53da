import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';
import { alertReceivers, type AlertReceivers } from './receivers.ts';

export interface PrometheusOptions {
  /** Days that samples are kept, unless `storage` fills up earlier. @default 15 */
  readonly retentionDays?: number | undefined;
  /** Size of each Prometheus' gp3 volume; four fifths of it hold samples. @default '50Gi' */
  readonly storage?: Gibibytes | undefined;
  /** Number of Prometheus pods; each scrapes everything. @default 1 */
  readonly replicas?: number | undefined;
  /** Where alerts go. @default what is critical to PagerDuty, the rest to Slack's channel `#alerts` */
  readonly receivers?: AlertReceivers | undefined;
  /** Hosts that Alertmanager calls besides those of its receivers, where an overlay adds some. @default [] */
  readonly receiverHosts?: readonly string[] | undefined;
  /**
   * Where people reach Prometheus and Alertmanager, if anywhere: neither asks who is there, so it is behind a sign-on of
   * your own. @default Grafana, which has both for data sources and a log-in
   */
  readonly urls?: { readonly prometheus?: string | undefined; readonly alertmanager?: string | undefined } | undefined;
  /**
   * Whether the operator refuses alert rules and Alertmanager configurations that it could not load, when they are
   * applied. Needs `certManager()`, whose `internal-ca` signs the webhook's certificate. @default false
   */
  readonly admissionWebhooks?: boolean | undefined;
}

/** What PrometheusOptions have to be. */
export const prometheusOptions = optionSchemas.object({
  retentionDays: optionSchemas.wholeNumber(1, 3650).optional(),
  storage: optionSchemas.gibibytes(1, 16_384).optional(),
  replicas: optionSchemas.wholeNumber(1, 10).optional(),
  receivers: alertReceivers.optional(),
  urls: optionSchemas
    .object({ prometheus: optionSchemas.url.optional(), alertmanager: optionSchemas.url.optional() })
    .optional(),
  receiverHosts: optionSchemas.list(optionSchemas.hostPattern).optional(),
  admissionWebhooks: optionSchemas.flag.optional(),
}) satisfies OptionSchema<PrometheusOptions>;
