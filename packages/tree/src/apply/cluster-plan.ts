import type { Problem } from '@espalier/model';
import { findIntact, type CachedApplication, type CachedApplications } from '../cache/index.ts';
import type { ClusterDirectory } from '../disk/index.ts';
import { checkSharedPaths, planApplication, type ApplicationPlan, type TreeApplication } from '../layout/index.ts';

/** The plan for a cluster. Each of its applications is either intact or built. */
export interface ClusterPlan {
  /** Applications that are on disk as last written, with their cache entries. */
  readonly intact: ReadonlyMap<string, CachedApplication>;
  readonly built: readonly ApplicationPlan[];
  /** Whether an application has a file at this path. */
  readonly wants: (path: string) => boolean;
  /** Expected files outside the directory of their application. */
  readonly outside: ReadonlySet<string>;
  /** With any of these problems, nothing may be written. */
  readonly problems: readonly Problem[];
}

/** @param onApplication called before each application is processed */
export function planCluster(
  cluster: ClusterDirectory,
  applications: readonly TreeApplication[],
  cache: CachedApplications,
  onApplication: (application: string) => void,
): ClusterPlan {
  const intact = new Map<string, CachedApplication>();
  const built: ApplicationPlan[] = [];
  const outsideByApplication = new Map<string, readonly string[]>();
  for (const application of applications) {
    onApplication(application.name);
    const remembered = findIntact(cluster, application, cache.get(application.name));
    const plan = remembered === undefined ? planApplication(cluster, application) : undefined;
    if (remembered !== undefined) intact.set(application.name, remembered);
    if (plan !== undefined) built.push(plan);
    const paths = plan === undefined ? Object.keys(remembered?.files ?? {}) : [...plan.files.keys()];
    outsideByApplication.set(
      application.name,
      paths.filter((path) => !path.startsWith(`${application.name}/`)),
    );
  }
  const outside = new Set([...outsideByApplication.values()].flat());
  const inside = new Map(built.map((plan) => [plan.application.name, plan]));
  return {
    intact,
    built,
    outside,
    wants: (path) => {
      if (outside.has(path)) return true;
      const [application = ''] = path.split('/');
      return intact.has(application) || inside.get(application)?.files.has(path) === true;
    },
    problems: [...built.flatMap((plan) => plan.problems), ...checkSharedPaths(outsideByApplication, cluster)],
  };
}
