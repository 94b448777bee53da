import type { ResolvedPlatform } from '@espalier/model';
import { mainBranch } from '../workspace/index.ts';
import { actions } from './actions.ts';
import { checkout, install, run, setupNode, trustedRunner } from './steps.ts';
import { workflowText } from './yaml.ts';

/** GitHub environment that holds the App's key. The main branch alone may use it, which is where this workflow is from. */
const environment = 'release-render';

/**
 * Ends the job where the branch changes anything but releases and what they render, or makes one of them something other
 * than a plain file. Only code of the main branch runs after it.
 */
const releasesAlone = run(
  'Does the branch change releases alone?',
  `
releases=0
while IFS= read -r -d '' modes && IFS= read -r -d '' path; do
  case $modes in
    *' 100644 '*|*' 000000 '*) ;;
    *) echo "::error::$path is no plain file."; exit 1 ;;
  esac
  if [[ $path =~ ^apps/[a-z0-9-]+/releases/[a-z0-9-]+\\.yaml$ ]]; then releases=$((releases + 1))
  elif [[ $path == clusters/* ]]; then :
  else
    echo "::notice::The branch changes $path as well, so its author renders it."
    echo 'render=false' >> "$GITHUB_OUTPUT"
    exit 0
  fi
done < <(git diff --raw -z --no-renames --abbrev=40 "$(git merge-base "$BASE" HEAD)" HEAD)
[ "$releases" -gt 0 ] && render=true || render=false
echo "render=$render" >> "$GITHUB_OUTPUT"
`,
  { id: 'releases', env: { BASE: '${{ github.event.pull_request.base.sha }}' } },
);

const render = run(
  'Render',
  `
npm start
git add --all -- clusters
if git diff --cached --quiet; then echo 'The render is current.'; exit 0; fi
git -c user.name='espalier' -c user.email='espalier@users.noreply.github.com' commit --quiet --message 'Render the release'
echo 'commit=true' >> "$GITHUB_OUTPUT"
`,
  { id: 'render', if: "${{ steps.releases.outputs.render == 'true' }}" },
);

/** Not a forced push: where the branch has moved on, its own event renders it. */
const push = run(
  'Push',
  `
credentials=$(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap=0)
echo "::add-mask::$credentials"
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
export GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $credentials"
git push "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" "HEAD:refs/heads/$BRANCH"
`,
  {
    if: "${{ steps.render.outputs.commit == 'true' }}",
    env: { TOKEN: '${{ steps.token.outputs.token }}', BRANCH: '${{ github.event.pull_request.head.ref }}' },
  },
);

/** The workflow that commits the render of a release that a bot has bumped. */
export function releaseRender(platform: ResolvedPlatform): string {
  return workflowText(
    'Commits the render of a release to the branch that bumps it. A GitHub App pushes it: what the token of a workflow pushes starts no other workflow,\nso that the checks of the new commit would never run. Without the variable ESPALIER_APP_CLIENT_ID, the job is skipped.',
    {
      name: 'Render a release',
      on: { pull_request_target: { branches: [mainBranch(platform)], paths: ['apps/*/releases/*.yaml'] } },
      permissions: {},
      concurrency: { group: 'release-render-${{ github.event.pull_request.number }}', 'cancel-in-progress': true },
      jobs: {
        render: {
          'runs-on': trustedRunner,
          if: "${{ vars.ESPALIER_APP_CLIENT_ID != '' && github.event.pull_request.head.repo.full_name == github.repository }}",
          environment,
          permissions: { contents: 'read' },
          'timeout-minutes': 30,
          env: { NX_DAEMON: 'false' },
          steps: [
            {
              ...checkout,
              with: {
                ref: '${{ github.event.pull_request.head.sha }}',
                'fetch-depth': 0,
                'persist-credentials': false,
              },
            },
            releasesAlone,
            { if: "${{ steps.releases.outputs.render == 'true' }}", ...setupNode() },
            { if: "${{ steps.releases.outputs.render == 'true' }}", ...install },
            render,
            {
              if: "${{ steps.render.outputs.commit == 'true' }}",
              id: 'token',
              uses: actions.createAppToken,
              with: {
                'client-id': '${{ vars.ESPALIER_APP_CLIENT_ID }}',
                'private-key': '${{ secrets.ESPALIER_APP_PRIVATE_KEY }}',
                'permission-contents': 'write',
              },
            },
            push,
          ],
        },
      },
    },
  );
}
