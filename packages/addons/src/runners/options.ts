import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';

export interface RunnersOptions {
  /** Name of its application. At most 45 characters. */
  readonly name: string;
  /**
   * Name of the scale set at GitHub, for a workflow's `runs-on`. It must differ in every cluster, or two clusters would
   * take each other's jobs. At most 45 characters. @default name
   */
  readonly scaleSetName?: string | undefined;
  /** Name of the node group that the runners run on. */
  readonly on: string;
  /** The minimum number of idle runners, and the maximum number of runners. */
  readonly size: { readonly min: number; readonly max: number };
  /**
   * The requests of a runner; memory is also its limit. A node needs memory for the runner and the image builder: of 16
   * GiB, about 14 GiB are left after the kubelet's reservation. @default { cpu: '2', memory: '4Gi' }
   */
  readonly resources?: { readonly cpu: string; readonly memory: string } | undefined;
  /** Organization or repository on GitHub with the jobs. @default the owner of the platform's repository */
  readonly githubConfigUrl?: string | undefined;
  /** Runner group of the organization. @default GitHub's `default` */
  readonly runnerGroup?: string | undefined;
  /** BuildKit next to each runner, or `none` if no images are built. @default { memory: '4Gi' } */
  readonly imageBuilder?: ImageBuilder | 'none' | undefined;
  /**
   * Image of the runner, with its tag.
   *
   * GitHub queues no job for a runner that is more than thirty days behind its newest release. `latest` works without
   * maintenance: the copy in the platform's registry follows it within a day. For a known version, set one, such as
   * `ghcr.io/actions/actions-runner:2.330.0`, or a digest, and update it at least monthly.
   *
   * Source: https://docs.github.com/en/actions/reference/runners/self-hosted-runners,
   * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
   *
   * @default 'ghcr.io/actions/actions-runner:latest'
   */
  readonly image?: string | undefined;
  /**
   * Additional hosts that jobs call, beyond GitHub, image registries and AWS, such as a package registry. @default []
   */
  readonly hosts?: readonly string[] | undefined;
}

export interface ImageBuilder {
  /** Memory limit of BuildKit, at least `1Gi`, which is its request: it is idle unless a job builds an image. */
  readonly memory: Gibibytes;
}

/** What RunnersOptions have to be. */
export const runnersOptions = optionSchemas.object({
  name: optionSchemas.dnsLabel(45),
  scaleSetName: optionSchemas.dnsLabel(45).optional(),
  on: optionSchemas.text,
  size: optionSchemas
    .object({ min: optionSchemas.wholeNumber(0, 1000), max: optionSchemas.wholeNumber(1, 1000) })
    .refine(({ min, max }) => min <= max, 'a minimum that is not above the maximum'),
  resources: optionSchemas
    .object({ cpu: optionSchemas.cpuQuantity(), memory: optionSchemas.byteQuantity() })
    .optional(),
  githubConfigUrl: optionSchemas.url.optional(),
  runnerGroup: optionSchemas.text.optional(),
  imageBuilder: optionSchemas
    .either([optionSchemas.constant('none'), optionSchemas.object({ memory: optionSchemas.gibibytes(1, 1024) })])
    .optional(),
  image: optionSchemas.image.optional(),
  hosts: optionSchemas.list(optionSchemas.hostPattern).optional(),
}) satisfies OptionSchema<RunnersOptions>;
