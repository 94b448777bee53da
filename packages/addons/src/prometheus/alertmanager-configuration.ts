import type { AddonContext, HelmValues, Json } from '@espalier/model';
import { namedReceivers, secretKey, type AlertReceiver, type AlertReceivers } from './receivers.ts';

/** Need with the keys and addresses of receivers. */
export const receiverSecrets = 'alertReceivers';

/**
 * Alertmanager's configuration: the receiver of each alert, and the alerts that a more severe one silences. Secrets are
 * files.
 *
 * Two alerts of the chart are not incidents. `Watchdog` always fires and only goes to the heartbeat. `InfoInhibitor`
 * fires for an alert of severity `info` without others, silences it, and has no receiver. An alert with the label
 * `symptom` follows from others, such as an Application that is degraded because its secret cannot be read. A critical
 * alert in the same namespace names the cause and silences it.
 *
 * Source: https://prometheus.io/docs/alerting/latest/configuration/,
 * https://runbooks.prometheus-operator.dev/runbooks/general/infoinhibitor/
 */
export function alertmanagerConfiguration(receivers: AlertReceivers, context: AddonContext): HelmValues {
  const folder = `/etc/alertmanager/secrets/${context.secretName(receiverSecrets)}`;
  const link = alertsLink(context);
  return {
    route: {
      receiver: 'warning',
      group_by: ['alertname', 'namespace'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '12h',
      routes: [
        {
          matchers: ['alertname = "Watchdog"'],
          ...(receivers.heartbeat === undefined
            ? { receiver: nowhere }
            : { receiver: 'heartbeat', group_wait: '0s', group_interval: '1m', repeat_interval: '5m' }),
        },
        { matchers: ['alertname = "InfoInhibitor"'], receiver: nowhere },
        { matchers: ['severity = "critical"'], receiver: 'critical', repeat_interval: '4h' },
      ],
    },
    inhibit_rules: [
      inhibits(['severity = "critical"', 'symptom != "true"'], ['symptom = "true"'], ['namespace']),
      inhibits(['severity = "critical"'], ['severity =~ "warning|info"'], ['namespace', 'alertname']),
      inhibits(['severity = "warning"'], ['severity = "info"'], ['namespace', 'alertname']),
      inhibits(['alertname = "InfoInhibitor"'], ['severity = "info"'], ['namespace']),
    ],
    receivers: [
      { name: nowhere },
      ...namedReceivers(receivers).map(([name, receiver]) => ({
        name,
        ...integration(receiver, `${folder}/${secretKey(name, receiver)}`, link, name !== 'heartbeat'),
      })),
    ],
  };
}

/** The page for alerts: Grafana with Alertmanager as a data source; none without Grafana. */
export function alertsLink(context: AddonContext): string | undefined {
  const host = context.host('dashboards');
  return host === undefined ? undefined : `https://${host}/alerting`;
}

const nowhere = 'nowhere';

/** Alerts that match `target` are silent while an alert that matches `source` fires with the same values of `equal`. */
function inhibits(source: readonly string[], target: readonly string[], equal: readonly string[]): Json {
  return { source_matchers: source, target_matchers: target, equal };
}

function integration(receiver: AlertReceiver, file: string, link: string | undefined, isResolved: boolean): HelmValues {
  switch (receiver.kind) {
    case 'pager-duty':
      return {
        pagerduty_configs: [
          {
            send_resolved: isResolved,
            routing_key_file: file,
            ...(link === undefined ? {} : { client: 'Grafana', client_url: link }),
            details: pagerDutyDetails(link),
          },
        ],
      };
    case 'slack':
      return {
        slack_configs: [
          {
            send_resolved: isResolved,
            api_url_file: file,
            channel: receiver.channel,
            // Empty means no link; Alertmanager's default would be its address in the cluster.
            title_link: link ?? '',
            text: slackText(link),
          },
        ],
      };
    case 'webhook':
      return { webhook_configs: [{ send_resolved: isResolved, url_file: file }] };
  }
}

/**
 * The text of an incident in PagerDuty. Alertmanager's default text links each alert to the external URL of Prometheus,
 * which is Grafana and has no such page.
 */
function pagerDutyDetails(link: string | undefined): HelmValues {
  const links = linksOf(link).map(
    ({ title, annotation, url }) => `{{ with ${annotation} }}${title}: ${url}\n{{ end }}`,
  );
  const labels = '{{ range .Labels.SortedPairs }}{{ .Name }}: {{ .Value }}\n{{ end }}';
  const lines = (alerts: string): string =>
    `{{ range ${alerts} }}{{ .Annotations.summary }} {{ .Annotations.description }}\n${links.join('')}${labels}\n{{ end }}`;
  return { firing: lines('.Alerts.Firing'), resolved: lines('.Alerts.Resolved') };
}

/** A line for each alert, with its runbook, and its dashboard if known. */
function slackText(link: string | undefined): string {
  const links = linksOf(link).map(
    ({ title, annotation, url }) => `{{ with ${annotation} }} <${url}|${title}>{{ end }}`,
  );
  return `{{ range .Alerts }}*{{ .Annotations.summary }}* {{ .Annotations.description }}${links.join('')}\n{{ end }}`;
}

/** Links of an alert, by the annotation with their address; for a dashboard, a path at Grafana. */
function linksOf(link: string | undefined): readonly Readonly<Record<'title' | 'annotation' | 'url', string>>[] {
  return [
    { title: 'Runbook', annotation: '.Annotations.runbook_url', url: '{{ . }}' },
    ...(link === undefined
      ? []
      : [{ title: 'Dashboard', annotation: '.Annotations.dashboard', url: `${new URL(link).origin}{{ . }}` }]),
  ];
}
