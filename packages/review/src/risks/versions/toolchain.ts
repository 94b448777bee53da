import { isMapping, type Json } from '@espalier/model';
import type { Side } from '../../comparison/index.ts';
import { risksOf, textOf, type Found, type RiskContext, type RiskRule } from '../../risk-rule/index.ts';
import { majorOf } from './major-of.ts';

/** Tools and providers that have another version than at base. */
export const toolchain: RiskRule = {
  code: 'ESP8118',
  title: 'The tools that render, or a provider, have another version',
  page: {
    why: 'Where Espalier, cdk8s or Pulumi change together with a definition, a difference may come from either. A provider of another version may replace a resource that no program changed: it may have another default for an input that cannot be updated.',
    example: 'Renovate raises `@pulumi/aws` in the same pull request as a new app.',
    whatToDo:
      'Raise versions in a pull request of their own, render, and look at what changed. Preview every stack after a provider changed: `npx nx preview <stack>`.',
  },
  findOnce: (context) => {
    const { comparison, changes } = context;
    const files = comparison.changed.map(({ path }) => path);
    const manifests = files.filter((path) => /^(?:package|package-lock)\.json$/.test(path));
    const [base, head] = [versionsOf(context, 'base', manifests), versionsOf(context, 'head', manifests)];
    const stepsOf = [...head].flatMap(([name, now]) => {
      const was = base.get(name);
      return was === undefined || was === now ? [] : [{ name, was, now, isMajor: majorOf(was) !== majorOf(now) }];
    });
    const providers = stepsOf.filter(({ name }) => isProvider(name));
    const tools = stepsOf.filter(({ name }) => !isProvider(name));
    const sources = [...new Set(files.flatMap((path) => /^packages\/[^/]+(?=\/src\/)/.exec(path)?.[0] ?? []))].filter(
      (folder) => isEspalier(context, folder),
    );
    const file = manifests[0] ?? files.find((path) => /^packages\/[^/]+\/src\//.test(path)) ?? 'package.json';
    const isRendered = changes.some(({ action, fields }) => action !== 'changed' || fields.length > 0);
    const found: readonly Found[] = [
      ...providers.map(({ name, was, now, isMajor }): Found => ({
        severity: isMajor ? 'high' : 'medium',
        effect: `The provider ${name} goes from ${was} to ${now}: it may update or replace resources that no program changed.`,
        steps: ['Ask AWS what each stack would do: npx nx preview <stack>'],
      })),
      ...(isRendered && tools.length > 0
        ? [
            {
              severity: tools.some(({ isMajor }) => isMajor) ? ('medium' as const) : ('low' as const),
              effect: `Part of the differences may come from the tools: ${tools.map(({ name, was, now }) => `${name} goes from ${was} to ${now}`).join(', ')}.`,
              steps: ['Raise the versions in a pull request of their own, and render there.'],
            },
          ]
        : []),
      ...(isRendered && sources.length > 0
        ? [
            {
              severity: 'low' as const,
              effect: `Part of the differences may come from Espalier itself: its source in ${sources.join(', ')} changed.`,
              steps: ['Change Espalier in a pull request of its own, and render there.'],
            },
          ]
        : []),
    ];
    return risksOf(
      toolchain,
      { action: 'changed', subject: { is: 'text', path: file }, file, fields: [], noise: [] },
      found,
    );
  },
};

const tool = /^(?:@espalier\/.+|cdk8s|cdk8s-plus-\d+|constructs|@pulumi\/.+)$/;

/** Packages of Pulumi but its engine are providers. */
function isProvider(name: string): boolean {
  return name.startsWith('@pulumi/') && name !== '@pulumi/pulumi' && name !== '@pulumi/policy';
}

/** Versions of the tools; the lock file knows them exactly, and wins. */
function versionsOf({ comparison }: RiskContext, side: Side, files: readonly string[]): ReadonlyMap<string, string> {
  const texts = comparison.read(side, files);
  const manifest = parsed(texts.get('package.json'));
  const lock = parsed(texts.get('package-lock.json'));
  const wanted = ['dependencies', 'devDependencies'].flatMap((field) => Object.entries(mappingIn(manifest, field)));
  const locked = Object.entries(mappingIn(lock, 'packages')).flatMap(([path, entry]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name !== undefined && isMapping(entry) && typeof entry['version'] === 'string'
      ? [[name, entry['version']] as const]
      : [];
  });
  return new Map(
    [...wanted, ...locked]
      .filter(([name]) => tool.test(name))
      .map(([name, version]) => [name, String(version).replace(/^[\^~]/, '')]),
  );
}

function isEspalier({ comparison }: RiskContext, folder: string): boolean {
  const path = `${folder}/package.json`;
  const manifest = parsed(comparison.read('head', [path]).get(path));
  return isMapping(manifest) && textOf(manifest['name']).startsWith('@espalier/');
}

function mappingIn(value: Json | undefined, field: string): Readonly<Record<string, unknown>> {
  const inner = isMapping(value) ? value[field] : undefined;
  return isMapping(inner) ? inner : {};
}

function parsed(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}
