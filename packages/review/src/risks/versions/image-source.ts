import type { Json } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import { risksOf, sourcesOf, textOf, workloadIn, type Found, type RiskRule } from '../../risk-rule/index.ts';

/** Images and charts that come from another place than before, or that are not pinned. */
export const imageSource: RiskRule = {
  code: 'ESP8125',
  title: 'An image or chart comes from another place, or is not pinned',
  page: {
    why: 'An image from another registry or repository is another program until someone has seen that it is the same. A tag `latest`, or none, is another image each time that a pod starts.',
    example: '`ghcr.io/riven/identity:1.2` becomes `docker.io/someone/identity:1.2`.',
    whatToDo:
      'See that the publisher is the one you expect, that nodes may pull from there, and pin the image by tag or digest.',
  },
  find: (change) => risksOf(imageSource, change, [...ofContainers(change), ...ofValues(change), ...ofCharts(change)]),
};

const checkPublisher = 'See that the publisher is the one you expect, and that nodes may pull from there.';
const pin = 'Pin it by a tag of its release, or by a digest.';

interface Image {
  readonly repository: string;
  readonly isPinned: boolean;
}

function ofContainers({ subject, before, after, action }: Change): readonly Found[] {
  if (after === undefined || action === 'renamed') return [];
  const old = imagesOf(before);
  return [...imagesOf(after)].flatMap(([path, { text, image }]): readonly Found[] => {
    const was = old.get(path);
    if (was?.text === text) return [];
    const found: Found[] = [];
    if (was !== undefined && was.image.repository !== image.repository) {
      found.push({
        severity: 'high',
        path: `${path}.image`,
        effect: `${subjectName(subject)} takes the image ${image.repository} in place of ${was.image.repository}.`,
        steps: [checkPublisher],
      });
    }
    if (!image.isPinned && was?.image.isPinned !== false) {
      found.push({
        severity: 'medium',
        path: `${path}.image`,
        effect: `The image ${text} of ${subjectName(subject)} is not pinned: each start of a pod may take another one.`,
        steps: [pin],
      });
    }
    return found;
  });
}

function imagesOf(object: Json | undefined): ReadonlyMap<string, { readonly text: string; readonly image: Image }> {
  return new Map(
    (workloadIn(object)?.containers ?? []).flatMap(({ path, container }) => {
      const text = container['image'];
      return typeof text === 'string' ? [[path, { text, image: imageIn(text) }] as const] : [];
    }),
  );
}

/** https://github.com/distribution/reference: what stands first is a registry where it has a dot or a port. */
function imageIn(text: string): Image {
  const [name = '', digest] = text.split('@');
  const tagged = /^(.*):([\w][\w.-]*)$/.exec(name);
  const isTag = tagged !== null && !(tagged[2] ?? '').includes('/');
  const bare = isTag ? (tagged[1] ?? '') : name;
  const [first = '', ...rest] = bare.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = hasRegistry ? bare : rest.length === 0 ? `docker.io/library/${bare}` : `docker.io/${bare}`;
  return {
    repository: path.replace(/^index\.docker\.io\//, 'docker.io/'),
    isPinned: digest !== undefined || (isTag && tagged[2] !== 'latest'),
  };
}

/** Helm values name an image by registry, repository and tag. */
function ofValues({ subject, fields }: Change): readonly Found[] {
  if (subject.is !== 'values') return [];
  return fields.flatMap(({ path, before, after }): readonly Found[] => {
    if (typeof after !== 'string') return [];
    if (typeof before === 'string' && /(?:^|\.|[a-z]I|i)mage[A-Za-z]*\.(?:registry|repository)$/.test(path)) {
      return [
        {
          severity: 'high',
          path,
          effect: `The chart of ${subject.addon} takes an image from ${after} in place of ${before}.`,
          steps: [checkPublisher],
        },
      ];
    }
    return after === 'latest' && /mage[A-Za-z]*\.tag$/.test(path)
      ? [
          {
            severity: 'medium',
            path,
            effect: `The chart of ${subject.addon} takes an image that is not pinned (latest).`,
            steps: [pin],
          },
        ]
      : [];
  });
}

/** Repositories of charts, by chart. */
function ofCharts({ subject, before, after, action }: Change): readonly Found[] {
  if (subject.is !== 'object' || subject.kind !== 'Application' || action === 'renamed') return [];
  const old = chartsOf(before);
  return [...chartsOf(after)].flatMap(([chart, repository]): readonly Found[] => {
    const was = old.get(chart);
    return was === undefined || was === repository
      ? []
      : [
          {
            severity: 'high',
            path: 'spec.sources',
            effect: `Chart ${chart} of Application ${subject.name} comes from ${repository} in place of ${was}.`,
            steps: [checkPublisher],
          },
        ];
  });
}

function chartsOf(application: Json | undefined): ReadonlyMap<string, string> {
  return new Map(
    sourcesOf(application).flatMap(({ chart, repoURL }) =>
      typeof chart === 'string' ? [[chart, textOf(repoURL)] as const] : [],
    ),
  );
}
