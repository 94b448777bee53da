import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';

export interface GrafanaOptions {
  /**
   * Its host name, such as `grafana.riven.dev`. Everyone who can reach the ingress can reach the log-in form. The only
   * user is the local administrator: choose a long password.
   */
  readonly host: string;
  /**
   * Size of a gp3 volume for data from the user interface: API tokens, preferences, silences. Without it, Grafana only
   * has the content of Git and loses all other data at a restart.
   */
  readonly storage?: Gibibytes | undefined;
}

/** What GrafanaOptions have to be. */
export const grafanaOptions = optionSchemas.object({
  host: optionSchemas.hostName,
  storage: optionSchemas.gibibytes(1, 16_384).optional(),
}) satisfies OptionSchema<GrafanaOptions>;
