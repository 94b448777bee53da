import { names, type KubernetesObject, type ResolvedApp } from '@espalier/model';

const partOf = 'app.kubernetes.io/part-of';
const managedBy = { 'app.kubernetes.io/managed-by': 'espalier' };

/** What selects an app's pods. */
export function appSelector(app: ResolvedApp): Readonly<Record<string, string>> {
  return names.appSelector(app.name);
}

/** Labels of an app's pods: the selector and the version. Any other label would restart the pods when it changes. */
export function podLabels(app: ResolvedApp): Readonly<Record<string, string>> {
  const version = labelValue(app.version);
  return { ...appSelector(app), ...(version === '' ? {} : { 'app.kubernetes.io/version': version }) };
}

/** Labels of every object of an app. Only the pods have the version, so that a release changes one file. */
export function appLabels(app: ResolvedApp): Readonly<Record<string, string>> {
  return { ...appSelector(app), [partOf]: app.namespace, ...managedBy, 'espalier.dev/owner': app.owner.name };
}

/** Metadata of the objects of an app that have its name. */
export function appMetadata(app: ResolvedApp): KubernetesObject['metadata'] {
  return { name: app.name, namespace: app.namespace, labels: appLabels(app) };
}

/** Labels of an app's object with its own pods, which the selectors of the app's pods do not match. */
export function ownLabels(app: ResolvedApp, workload: string): Readonly<Record<string, string>> {
  return { ...appLabels(app), ...names.appSelector(workload) };
}

/** Labels of an addon's companion objects; the chart has its own. */
export function addonLabels(platform: string, addon: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/instance': addon, ...platformLabels(platform) };
}

/** Labels of the platform's own objects: namespaces, policies, Argo CD's objects. */
export function platformLabels(platform: string): Readonly<Record<string, string>> {
  return { [partOf]: platform, ...managedBy };
}

/**
 * The text as a legal label value: at most 63 letters, digits, `-`, `_` and `.`, the first and last a letter or digit.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelValue(text: string): string {
  const legal = text.replaceAll(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return legal.slice(0, 63).replace(/[^A-Za-z0-9]+$/, '');
}
