import type { Subject } from '../documents/index.ts';

/**
 * The changed files that most likely caused a change: those of the app or addon first, then what reaches more and more.
 * Empty where only the rendered files changed, which is a hand edit or another version of Espalier.
 *
 * @param inputs changed files that are not rendered, relative to the workspace
 */
export function causesOf(subject: Subject, inputs: readonly string[]): readonly string[] {
  const name = ownerOf(subject);
  return inputs
    .map((path) => ({ path, rank: rankOf(path, name, subject) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank || (one.path < other.path ? -1 : 1))
    .filter(({ rank }, _, [first]) => rank === first?.rank)
    .map(({ path }) => path);
}

/** App, addon or stack whose definition decides the subject. */
function ownerOf(subject: Subject): string | undefined {
  switch (subject.is) {
    case 'object':
      // Applications of the tree are called as the app or addon that they deploy.
      return subject.application === 'argocd' ? subject.name : subject.application.replace(/^crds\//, '');
    case 'values':
      return subject.addon;
    case 'resource':
    case 'bootstrap':
    case 'text':
      return undefined;
  }
}

function rankOf(path: string, name: string | undefined, subject: Subject): number {
  const words = path.split(/[/.]/);
  if (name !== undefined && path.startsWith(`apps/${name}/`)) return 9;
  if (name !== undefined && path.startsWith('manifests/') && words.includes(name)) return 8;
  if (subject.is === 'resource' && /^apps\/[^/]+\/(?:app|cloud)\.ts$/.test(path)) {
    const app = words[1] ?? '';
    if (subject.name.includes(app)) return 9;
  }
  if (/^apps\/[^/]+\/(?:app|chart|cloud)\.ts$/.test(path)) {
    // Namespaces and policies of an app are in applications of the platform.
    return subject.is === 'object' && (words[1] ?? '') !== '' && mentions(subject, words[1] ?? '') ? 7 : 2;
  }
  const place = subject.is === 'object' ? subject.cluster : subject.is === 'values' ? subject.cluster : undefined;
  if (place !== undefined && path.startsWith(`apps/platform/clusters/${place}/`)) return 6;
  if (path.startsWith('apps/platform/clusters/')) return place === undefined ? 3 : 0;
  if (path.startsWith('apps/platform/environments/')) return 5;
  if (path === 'apps/platform/charts.yaml') return 5;
  if (path.startsWith('apps/platform/')) return 4;
  if (path.startsWith('manifests/')) return 3;
  if (path.startsWith('packages/') || path === 'package-lock.json' || path === 'package.json') return 1;
  return 0;
}

function mentions(subject: Subject, app: string): boolean {
  return subject.is === 'object' && `${subject.name}/${subject.namespace}`.includes(app);
}
