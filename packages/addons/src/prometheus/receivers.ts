import { optionSchemas, type OptionSchema } from '@espalier/model';

/** Receivers of alerts, by severity. */
export interface AlertReceivers {
  /** Wakes someone. */
  readonly critical: AlertReceiver;
  /** For working hours; also receives alerts that only matter together with a warning. */
  readonly warning: AlertReceiver;
  /**
   * Service that is called every five minutes while alerting works, and that raises an alarm when the calls stop, such
   * as Dead Man's Snitch. @default none: nothing notices that alerts no longer arrive
   */
  readonly heartbeat?: { readonly host: string } | undefined;
}

/** A service that notifies people. Its address or key is a secret; only its location is here. */
export type AlertReceiver =
  /** A service of PagerDuty, by the integration key of its Events API v2. */
  | { readonly kind: 'pager-duty' }
  /** A channel of Slack, by an incoming webhook. */
  | { readonly kind: 'slack'; readonly channel: string }
  /** Any service that accepts Alertmanager's JSON. */
  | { readonly kind: 'webhook'; readonly host: string };

export const defaultReceivers: AlertReceivers = {
  critical: { kind: 'pager-duty' },
  warning: { kind: 'slack', channel: '#alerts' },
};

const receiver = optionSchemas.either([
  optionSchemas.object({ kind: optionSchemas.constant('pager-duty') }),
  optionSchemas.object({ kind: optionSchemas.constant('slack'), channel: optionSchemas.text }),
  optionSchemas.object({ kind: optionSchemas.constant('webhook'), host: optionSchemas.hostName }),
]);

/** What AlertReceivers have to be. */
export const alertReceivers = optionSchemas.object({
  critical: receiver,
  warning: receiver,
  heartbeat: optionSchemas.object({ host: optionSchemas.hostName }).optional(),
}) satisfies OptionSchema<AlertReceivers>;

const secrets = { 'pager-duty': 'routing-key', slack: 'url', webhook: 'url' } as const;

/** Key in the secret for a receiver's address or key, such as `critical-routing-key`. */
export function secretKey(name: string, { kind }: AlertReceiver): string {
  return `${name}-${secrets[kind]}`;
}

/** Every receiver by its name, also the heartbeat. */
export function namedReceivers({
  heartbeat,
  ...receivers
}: AlertReceivers): readonly (readonly [string, AlertReceiver])[] {
  return [
    ...Object.entries(receivers),
    ...(heartbeat === undefined ? [] : [['heartbeat', { kind: 'webhook', ...heartbeat }] as const]),
  ];
}

/** Hosts that Alertmanager calls. */
export function hostsOf(receivers: AlertReceivers): readonly string[] {
  const hosts = namedReceivers(receivers).map(([, one]) => {
    switch (one.kind) {
      case 'pager-duty':
        return 'events.pagerduty.com';
      case 'slack':
        return 'hooks.slack.com';
      case 'webhook':
        return one.host;
    }
  });
  return [...new Set(hosts)];
}
