import { projectCluster } from '@espalier/kubernetes';
import { objectProblems } from '@espalier/check';
import { ProblemsError, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import { stringifyYaml, type ClusterTree } from '@espalier/tree';
import { createHash } from 'node:crypto';

/**
 * A cluster as input of the tree: the projection's result, with documents as text. The digest of inputs includes the
 * rendering code, so that a new version renders everything again. `build` throws a ProblemsError if the cluster's API
 * server would refuse a hand-written object.
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
