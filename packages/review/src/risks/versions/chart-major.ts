import type { Json } from '@espalier/model';
import { risksOf, sourcesOf, textOf, type Found, type RiskRule } from '../../risk-rule/index.ts';
import { majorOf } from './major-of.ts';

/** Charts of an Application that go to another major version. */
export const chartMajor: RiskRule = {
  code: 'ESP8116',
  title: 'A chart goes to another major version',
  page: {
    why: 'Charts follow semantic versioning: a major version may rename objects, change selectors that cannot change, move CRDs, or read values under other names. A value under an old name has no effect and no error. Going back may not work either, once the new version has migrated its data.',
    example: 'The `targetRevision` of an Application goes from `v1.21.1` to `v2.0.0`.',
    whatToDo: 'Read the upgrade notes of the chart, take majors one at a time, and staging first.',
  },
  find: (change) => {
    const { subject, before, after } = change;
    if (subject.is !== 'object' || subject.kind !== 'Application' || change.action === 'renamed') return [];
    const old = chartsOf(before);
    return risksOf(
      chartMajor,
      change,
      [...chartsOf(after)].flatMap(([chart, { version: now, repository }]): readonly Found[] => {
        const was = old.get(chart)?.version;
        const [from, to] = [majorOf(was), majorOf(now)];
        if (from === undefined || to === undefined || from === to) return [];
        const isBack = to < from;
        return [
          {
            severity: 'high',
            path: 'spec.sources',
            effect: `Chart ${chart} goes ${isBack ? 'back ' : ''}from ${was} to ${now}, ${isBack ? 'an earlier' : 'another'} major version.`,
            because: isBack
              ? 'What the later version has migrated may not be readable by the earlier one.'
              : 'It may rename objects, values and CRDs, or change what cannot change.',
            steps: [
              `Read its upgrade notes from ${from} to ${to}, and compare its values: helm show values ${place(chart, repository)} --version ${now}`,
              ...(Math.abs(to - from) > 1
                ? [`Take one major version at a time: ${isBack ? from - 1 : from + 1} is next.`]
                : []),
              'Update the CRDs first where the chart does not bring them itself.',
              'Take staging first.',
            ],
          },
        ];
      }),
    );
  },
};

/** A chart as `helm` takes it. A repository without a scheme is a registry, which has no index to name with `--repo`. */
function place(chart: string, repository: string): string {
  return /^https?:/.test(repository)
    ? `${chart} --repo ${repository}`
    : `oci://${repository.replace(/^oci:\/\//, '').replace(/\/$/, '')}/${chart}`;
}

/** Version and repository by chart. */
function chartsOf(
  application: Json | undefined,
): ReadonlyMap<string, { readonly version: string; readonly repository: string }> {
  return new Map(
    sourcesOf(application).flatMap(({ chart, targetRevision, repoURL }) =>
      typeof chart === 'string'
        ? [[chart, { version: textOf(targetRevision), repository: textOf(repoURL) }] as const]
        : [],
    ),
  );
}
