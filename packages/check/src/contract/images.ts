import { directRegistries, imageReference, names, type Json, type Problem } from '@espalier/model';
import { entriesAt, type Evidence, listAt, textAt } from '../evidence/index.ts';

/** An image that the cluster runs. */
interface Image {
  readonly file: string;
  readonly path: string;
  /** With tag or digest, or without either. */
  readonly image: string;
}

/**
 * Every image comes from a repository of the platform's registry or through one of its pull-through rules. Registries
 * that ECR cannot cache are an exception. Every repository and rule is for an image.
 */
export function imagesAgree(evidence: Evidence): readonly Problem[] {
  const { platform, plan } = evidence;
  const host = `${names.registryHost(platform.registry)}/`;
  const repositories = new Map(
    plan.registry
      .filter(({ type }) => type === 'aws:ecr/repository:Repository')
      .map(({ inputs, file }) => [textAt(inputs, 'name') ?? '', file] as const),
  );
  const prefixes = new Map(
    plan.registry
      .filter(({ type }) => type === 'aws:ecr/pullThroughCacheRule:PullThroughCacheRule')
      .map(({ inputs, file }) => [textAt(inputs, 'ecrRepositoryPrefix') ?? '', file] as const),
  );
  const images = [...inManifests(evidence), ...ofAddons(evidence)];
  const forward = images.flatMap((image): readonly Problem[] => {
    const { repository } = imageReference(image.image);
    if (!image.image.startsWith(host)) return mayBeDirect(image.image) ? [] : [pastTheRegistry(image, evidence)];
    const known = repositories.has(repository) || prefixes.has(repository.split('/')[0] ?? '');
    return known ? [] : [noSuchRepository(image, repository)];
  });
  const used = new Set(images.map(({ image }) => imageReference(image).repository));
  // An app has its repository before its first release, so that an image can be pushed.
  const apps = new Set(platform.apps.map((app) => names.ecrRepositoryName(platform.name, app)));
  const backward = [...repositories].flatMap(([name, file]) =>
    used.has(name) || apps.has(name) ? [] : [unusedInRegistry(file, `repository '${name}'`)],
  );
  const elsewhere = Object.values(platform.clusters).flatMap(({ addons }) =>
    addons.flatMap(({ workloads }) => workloads.flatMap(({ images: all }) => all)),
  );
  const everywhere = [...images.map(({ image }) => image), ...elsewhere];
  const unusedRules = [...prefixes].flatMap(([prefix, file]) =>
    everywhere.some((image) => image.startsWith(`${host}${prefix}/`))
      ? []
      : [unusedInRegistry(file, `pull-through rule '${prefix}'`)],
  );
  return [...forward, ...backward, ...unusedRules];
}

/** Images of the containers in any object with pods. */
function inManifests({ manifests }: Evidence): readonly Image[] {
  return manifests.flatMap(({ file, content }) => containersIn(content, '').map((image) => ({ file, ...image })));
}

function containersIn(value: Json, path: string): readonly Omit<Image, 'file'>[] {
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => containersIn(item, `${path}[${index}]`));
  return entriesAt(value).flatMap(([key, inner]) => {
    const here = path === '' ? key : `${path}.${key}`;
    const own =
      key === 'containers' || key === 'initContainers'
        ? listAt(inner).flatMap((container, index): readonly Omit<Image, 'file'>[] => {
            const image = textAt(container, 'image');
            return image === undefined ? [] : [{ path: `${here}[${index}].image`, image }];
          })
        : [];
    return [...own, ...containersIn(inner, here)];
  });
}

/** Images of charts, from the declarations of addons. */
function ofAddons({ cluster }: Evidence): readonly Image[] {
  return cluster.addons.flatMap(({ name, workloads }) =>
    workloads.flatMap((workload) =>
      workload.images.map((image) => ({
        file: `clusters/${cluster.name}/values/${name}.yaml`,
        path: `images of '${workload.name}'`,
        image,
      })),
    ),
  );
}

/** ECR cannot pull from every public registry. */
function mayBeDirect(image: string): boolean {
  return directRegistries.some(({ registry }) => registry === imageReference(image).registry);
}

function noSuchRepository({ file, path, image }: Image, repository: string): Problem {
  return {
    code: 'ESP7121',
    file,
    path,
    found: `The registry account's plan has no repository or pull-through rule for '${repository}' (${image}).`,
    expected: 'A repository of an app, or the prefix of a pull-through rule.',
    remedy: 'Correct the image, or run `npm run plan` for the registry account.',
  };
}

const remedyInAddon =
  'Use `context.image(…)`, or copy it into the registry of the platform if ECR cannot cache its registry.';

/** Only an app's `chart.ts` can contain an image that the model does not know. */
function ofApp(file: string, { cluster }: Evidence): boolean {
  return cluster.apps.some(({ name }) => file.startsWith(`clusters/${cluster.name}/${name}/`));
}

function remedyInChart(image: string, { platform }: Evidence): string {
  const { name } = names.imageAddress(image, platform.registry);
  return name === image
    ? 'Copy it into a repository of the registry, and use that in chart.ts.'
    : `Write '${name}' in chart.ts.`;
}

function pastTheRegistry({ file, path, image }: Image, evidence: Evidence): Problem {
  return {
    code: 'ESP7122',
    file,
    path,
    found: `${image} is not pulled through the platform's registry.`,
    expected: 'Public images come through the pull-through cache, so that they stay available.',
    remedy: ofApp(file, evidence) ? remedyInChart(image, evidence) : remedyInAddon,
  };
}

function unusedInRegistry(file: string, what: string): Problem {
  return {
    code: 'ESP7123',
    file,
    path: 'inputs',
    found: `No image of the platform uses the ${what}.`,
    expected: 'Everything in the registry is for an image.',
    remedy: 'Run `npm run plan`.',
  };
}
