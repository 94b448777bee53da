import { forNeed, type ForEachNeed, type KubernetesObject, type ResolvedApp } from '@espalier/model';
import { databaseUserJob, type JobPlace } from '../database-user/index.ts';

const none = (): readonly KubernetesObject[] => [];

/** The objects of an app's need in its clusters, in addition to a Secret, a ServiceAccount and network paths. */
const objects: ForEachNeed<readonly [app: ResolvedApp, place: JobPlace], readonly KubernetesObject[]> = {
  postgres: (need, app, place) => [databaseUserJob(app, need, place)],
  bucket: none,
  table: none,
  queue: none,
  secret: none,
  policy: none,
  cache: none,
};

/** Objects of an app's needs, the same in every cluster of an environment. */
export function objectsOfNeeds(app: ResolvedApp, place: JobPlace): readonly KubernetesObject[] {
  return app.needs.flatMap((need) => forNeed(objects, need, app, place));
}
