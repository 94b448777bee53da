import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';

export interface GrafanaOptions {
  /**
   * Host name it is reached at, such as `grafana.riven.dev`. What can reach the ingress reaches its log-in form, and the
   * one who can log in is the local administrator, whose password a human chooses: make it a long one.
   */
  readonly host: string;
  /**
   * Size of a gp3 volume for what people make in the user interface: API tokens, preferences, silences of their own.
   * Where it is left out, Grafana holds what Git holds, and forgets the rest when it restarts.
   */
  readonly storage?: Gibibytes | undefined;
}

/** What GrafanaOptions have to be. */
export const grafanaOptions = optionSchemas.object({
  host: optionSchemas.hostName,
  storage: optionSchemas.gibibytes(1, 16_384).optional(),
}) satisfies OptionSchema<GrafanaOptions>;
