import { whyTooLarge, type KubernetesObject, type Problem, type ResolvedApp } from '@espalier/model';
import { apiGroup, isClusterScoped, refusedKinds } from '../../objects/index.ts';
import { chartProblem } from '../context/index.ts';

/**
 * The problem of an object that an app's `chart.ts` adds: it exists already, or the AppProject of the app's namespace
 * would refuse it, so that the app would never sync.
 *
 * @param ours the app's objects without `chart.ts`
 */
export function chartRules(
  app: ResolvedApp,
  object: KubernetesObject,
  ours: readonly KubernetesObject[],
): readonly Problem[] {
  const reason =
    isDuplicate(object, ours) ?? hasNoNamespace(app, object) ?? isElsewhere(app, object) ?? isRefused(app, object);
  const tooLarge = whyTooLarge(object);
  if (reason === undefined && tooLarge !== undefined) {
    return [chartProblem(app, { ...tooLarge, code: 'ESP3032', remedy: 'Split it into several objects.' })];
  }
  if (reason === undefined) return [];
  const found = `It adds the ${object.kind} '${object.metadata.name}'${reason.found}`;
  return [chartProblem(app, { ...reason, code: 'ESP3007', found })];
}

type Reason = Pick<Problem, 'found' | 'expected' | 'remedy'> | undefined;

const toAddon = "Move it to an addon, with 'defineAddon'.";

function isDuplicate(object: KubernetesObject, ours: readonly KubernetesObject[]): Reason {
  const same = ours.some(
    (other) =>
      other.kind === object.kind &&
      other.metadata.name === object.metadata.name &&
      apiGroup(other.apiVersion) === apiGroup(object.apiVersion),
  );
  if (!same) return undefined;
  return {
    found: ', which the app has already.',
    expected: 'Objects with another kind or name than those from the definition.',
    remedy: 'Rename it, or set it in the definition instead.',
  };
}

function hasNoNamespace(app: ResolvedApp, object: KubernetesObject): Reason {
  if (!isClusterScoped(object)) return undefined;
  return { found: ', which is cluster-scoped.', expected: onlyOf(app), remedy: toAddon };
}

function isElsewhere(app: ResolvedApp, { metadata }: KubernetesObject): Reason {
  if (metadata.namespace === app.namespace) return undefined;
  const found = ` to the namespace '${metadata.namespace ?? ''}'.`;
  return { found, expected: onlyOf(app), remedy: `Omit its namespace. ${toAddon}` };
}

function isRefused(app: ResolvedApp, object: KubernetesObject): Reason {
  const group = apiGroup(object.apiVersion);
  if (!refusedKinds.some((refused) => refused.group === group && refused.kind === object.kind)) return undefined;
  return {
    found: `, a kind that the AppProject of '${app.namespace}' refuses for apps.`,
    expected: 'Kinds that do not grant permissions or set limits of the namespace.',
    remedy: toAddon,
  };
}

function onlyOf(app: ResolvedApp): string {
  return `Objects of the namespace '${app.namespace}': its AppProject lets apps add no others.`;
}
