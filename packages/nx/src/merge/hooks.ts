/** Second line of each hook that `setup-merge` writes, by which it knows its own. */
export const hookMarker = '# Written by Espalier: `npx nx setup-merge platform` writes it again.';

const resolve = 'npx --no-install nx resolve-merge platform';

/**
 * Hooks of Git by name. A driver sees one file at a time, before the definitions are merged: the render has to come after.
 * None of them changes a commit: what a merge or rebase rendered is a commit of its own, except in a merge that somebody
 * commits by hand.
 */
export const hooks = {
  // A merge that stopped for conflicts in definitions, and is committed once they are resolved.
  'pre-commit': hook(`
[ -f "$(git rev-parse --git-path MERGE_HEAD)" ] || exit 0
exec ${resolve}
`),
  // A fast-forward only moves to a commit of another author, which is rendered already.
  'post-merge': hook(`
case "$(git reflog -1 --format=%gs)" in *Fast-forward*) exit 0 ;; esac
${resolve} || exit 1
[ "$1" = 1 ] || git diff --cached --quiet || git commit --quiet --no-verify --message 'Render after the merge'
`),
  'post-rewrite': hook(`
[ "$1" = rebase ] || exit 0
${resolve} || exit 1
git diff --cached --quiet || git commit --quiet --no-verify --message 'Render after the rebase'
`),
} as const;

function hook(script: string): string {
  return `#!/bin/sh\n${hookMarker}\nexport NX_DAEMON=false\n${script.trim()}\n`;
}
