import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';
import { alertReceivers, type AlertReceivers } from './receivers.ts';

export interface PrometheusOptions {
  /** Retention of samples in days, unless `storage` is full earlier. @default 15 */
  readonly retentionDays?: number | undefined;
  /** Size of each Prometheus' gp3 volume; four fifths of it are for samples. @default '50Gi' */
  readonly storage?: Gibibytes | undefined;
  /** Number of Prometheus pods; each scrapes everything. @default 1 */
  readonly replicas?: number | undefined;
  /** The receivers of alerts. @default critical ones to PagerDuty, the others to Slack's channel `#alerts` */
  readonly receivers?: AlertReceivers | undefined;
  /** Additional hosts that Alertmanager calls, if an overlay adds receivers. @default [] */
  readonly receiverHosts?: readonly string[] | undefined;
  /**
   * Address of Prometheus and Alertmanager for people. Neither has a log-in, so protect it with your own single
   * sign-on. @default Grafana, which has both as data sources and a log-in
   */
  readonly urls?: { readonly prometheus?: string | undefined; readonly alertmanager?: string | undefined } | undefined;
  /**
   * Whether a webhook refuses alert rules and Alertmanager configurations that the operator could not load. Needs
   * `certManager()`, which signs the webhook's certificate. @default false
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
