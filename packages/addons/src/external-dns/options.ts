import { optionSchemas, type OptionSchema } from '@espalier/model';

export interface ExternalDnsOptions {
  /**
   * Domains with records that it may change; it does not change other records of their zones. @default [<domain of the
   * environment>]
   */
  readonly domains?: readonly string[] | undefined;
  /** Whether records of deleted Ingresses are deleted (`sync`) or stay (`upsert-only`). @default 'sync' */
  readonly policy?: 'sync' | 'upsert-only' | undefined;
  /** Hosted zones that its role may change, by id. @default the zone of the environment's domain */
  readonly hostedZoneIds?: readonly string[] | undefined;
}

/** What ExternalDnsOptions have to be. */
export const externalDnsOptions = optionSchemas.object({
  domains: optionSchemas.list(optionSchemas.hostName).min(1).optional(),
  policy: optionSchemas.choice(['sync', 'upsert-only']).optional(),
  hostedZoneIds: optionSchemas.list(optionSchemas.text).min(1).optional(),
}) satisfies OptionSchema<ExternalDnsOptions>;
