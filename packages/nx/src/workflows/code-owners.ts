import { acknowledgementFolder, type ResolvedPlatform } from '@espalier/model';
import { withGeneratedPart } from './generated-part.ts';

/** File that GitHub reads owners from. */
export const codeOwnersFile = '.github/CODEOWNERS';

/**
 * The text of `CODEOWNERS` with the generated part as it should be: who is asked to review what an app changes in the
 * tree and in AWS is the owner of the app, and the owner of the platform for the rest. Of several lines that match a file,
 * GitHub takes the last one: what people write below the generated part wins.
 *
 * @param before the file's text; empty without one
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function codeOwners(before: string, platform: ResolvedPlatform): string {
  return withGeneratedPart(before, linesOf(platform));
}

/** What decides about every cluster and account, and about the checks themselves. */
const platformFiles = [
  '/clusters/',
  '/manifests/',
  '/apps/platform/',
  '/apps/cloud/',
  '/packages/',
  '/.github/',
  '/nx.json',
  '/package.json',
  '/package-lock.json',
];

function linesOf({ owners, deployments }: ResolvedPlatform): readonly string[] {
  const platformOwner = owners['platform'] ?? Object.values(owners)[0];
  const apps = new Map(
    Object.values(deployments)
      .flat()
      .map(({ name, owner }) => [name, owner.handle]),
  );
  return [
    ...(platformOwner === undefined ? [] : platformFiles.map((path) => `${path} ${platformOwner}`)),
    ...[...apps]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([name, handle]) => [
        `/apps/${name}/ ${handle}`,
        `/clusters/*/${name}/ ${handle}`,
        `/clusters/*/*/${name}/ ${handle}`,
      ]),
    // Who takes a risk is never only the owner of the app.
    ...(platformOwner === undefined ? [] : [`/${acknowledgementFolder}/ ${platformOwner}`]),
  ];
}
