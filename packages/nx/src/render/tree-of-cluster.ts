import { projectCluster } from '@espalier/kubernetes';
import { objectProblems } from '@espalier/check';
import { ProblemsError, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import { stringifyYaml, type ClusterTree } from '@espalier/tree';
import { createHash } from 'node:crypto';

/**
 * A cluster as the tree takes it: what the projection gives, with documents as text. Inputs are digested together with
 * the tool that turns them into files, so that a new version of it renders everything anew. `build` throws a ProblemsError
 * where an object that a person wrote is not one that the cluster's API server takes.
 */
export function treeOfCluster(platform: ResolvedPlatform, cluster: ResolvedCluster, tool: string): ClusterTree {
  return {
    cluster: cluster.name,
    applications: projectCluster(platform, cluster).map(({ name, namespace, inputs, build }) => ({
      name,
      ...(namespace === undefined ? {} : { namespace }),
      inputs: inputs === undefined ? undefined : createHash('sha256').update(tool).update(inputs).digest('hex'),
      build: () => {
        const { objects, handWritten, documents } = build();
        const problems = handWritten.length === 0 ? [] : objectProblems(handWritten, cluster.kubernetesVersion);
        if (problems.length > 0) throw new ProblemsError(problems);
        const files = Object.fromEntries(
          Object.entries(documents).map(([path, documentsOfFile]) => [
            path,
            documentsOfFile.map(stringifyYaml).join('---\n'),
          ]),
        );
        return { objects, files };
      },
    })),
  };
}
