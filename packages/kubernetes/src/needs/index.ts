import type { KubernetesObject, NeedKind, NeedOf, ResolvedApp, ResolvedNeed } from '@espalier/model';
import { databaseUserJob, type JobPlace } from '../database-user/index.ts';

type ObjectsOfKind<K extends NeedKind> = (
  app: ResolvedApp,
  need: NeedOf<K>,
  place: JobPlace,
) => readonly KubernetesObject[];

const none = (): readonly KubernetesObject[] => [];

/** What a need of an app asks for in its clusters besides a Secret, a ServiceAccount and network paths. */
const objects = {
  postgres: (app, need, place) => [databaseUserJob(app, need, place)],
  bucket: none,
  table: none,
  queue: none,
  secret: none,
  policy: none,
  cache: none,
} satisfies { readonly [K in NeedKind]: ObjectsOfKind<K> };

/** Objects of an app's needs, the same in every cluster of an environment. */
export function objectsOfNeeds(app: ResolvedApp, place: JobPlace): readonly KubernetesObject[] {
  return app.needs.flatMap((need) => {
    const ofKind: ObjectsOfKind<NeedKind> = objects[need.kind] as ObjectsOfKind<ResolvedNeed['kind']>;
    return ofKind(app, need, place);
  });
}
