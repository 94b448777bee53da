import { run } from './steps.ts';

/**
 * Jobs for the clusters that the change affects, or whose folder it edits: nothing is affected by an edit by hand.
 * GitHub makes 256 jobs of a matrix at most.
 */
export const shards = run(
  'Divide the clusters among jobs',
  `
projects() { npx nx show projects "$@" --json | grep '^\\['; }
projects --affected --with-target=render,plan > "$RUNNER_TEMP/affected.json"
projects --with-target=render,plan > "$RUNNER_TEMP/all.json"
projects --projects=tag:espalier:cluster > "$RUNNER_TEMP/clusters.json"
git diff --name-only -z "$NX_BASE" "$NX_HEAD" -- clusters > "$RUNNER_TEMP/edited"
node --input-type=module <<'SCRIPT'
import { appendFileSync, readFileSync } from 'node:fs';
const { CLUSTERS_PER_JOB, GITHUB_OUTPUT, RUNNER_TEMP } = process.env;
const read = (name) => readFileSync(RUNNER_TEMP + '/' + name, 'utf8');
const [affected, all, clusters] = ['affected', 'all', 'clusters'].map((name) => JSON.parse(read(name + '.json')).sort());
const paths = read('edited').split('\\0').filter(Boolean).map((path) => path.split('/'));
const edited = paths.map(([, folder, stack]) => (folder === 'cloud' ? stack : folder));
const reached = new Set([...affected, ...edited]);
const projectsOf = (cluster) => [cluster, 'cluster-' + cluster].filter((name) => all.includes(name));
const here = clusters.filter((cluster) => projectsOf(cluster).some((name) => reached.has(name)));
const ofClusters = new Set(clusters.flatMap(projectsOf));
const shared = all.filter((name) => name === 'platform' || (reached.has(name) && !ofClusters.has(name)));
const others = [...new Set([...all, ...edited])].filter((name) => !ofClusters.has(name) && name !== 'platform');
const size = Math.max(Number(CLUSTERS_PER_JOB), Math.ceil(here.length / 256));
const count = Math.max(1, Math.ceil(here.length / size));
const shards = Array.from({ length: count }, (_, index) => {
  const some = here.slice(index * size, (index + 1) * size);
  return {
    name: String(index + 1),
    clusters: some.join(','),
    projects: [...(index === 0 ? shared : []), ...some.flatMap(projectsOf)].join(','),
    reviewed: count === 1 ? '' : [...some.flatMap(projectsOf), ...(index === 0 ? others : [])].join(','),
  };
});
appendFileSync(GITHUB_OUTPUT, 'shards=' + JSON.stringify(shards) + '\\n');
console.log(here.length + ' clusters, jobs: ' + count);
SCRIPT
`,
  { id: 'shards' },
);
