#!/usr/bin/env node
import { ProblemsError } from '@espalier/model';
import { Command, CommanderError } from 'commander';

/** Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 internal. */
async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('espalier')
    .description('One typed model in, one reviewed Git tree out.')
    .exitOverride()
    .showHelpAfterError('(espalier --help shows what there is)');
  program
    .command('render')
    .description('render clusters into the tree')
    .argument('[clusters...]', 'clusters by name; all where none is named')
    .option('--force', 'overwrite and remove files that Espalier did not write', false)
    .option('--json', 'print JSON', false)
    .action(async (clusters: string[], { force, json }: { force: boolean; json: boolean }) => {
      const { render } = await import('./commands/render.ts');
      exitCode = await render(process.cwd(), { clusters, force, json });
    });
  const guides = {
    bootstrap: 'print the first steps on a bare cluster',
    order: 'print the sync waves of a cluster, with the reason of each edge',
    secrets: 'list what a human must put into Secrets Manager',
  } as const;
  for (const which of ['bootstrap', 'order', 'secrets'] as const) {
    program
      .command(which)
      .description(guides[which])
      .argument('<cluster>', 'name of the cluster')
      .option('--json', 'print JSON', false)
      .action(async (cluster: string, { json }: { json: boolean }) => {
        const { guide } = await import('./guide/guides.ts');
        process.stdout.write(`${await guide(which, process.cwd(), { cluster, json })}\n`);
      });
  }
  program
    .command('uninstall')
    .description('print the steps that take an addon or an app out of a cluster')
    .argument('<cluster>', 'name of the cluster')
    .argument('<application>', 'name of the addon or app')
    .option('--json', 'print JSON', false)
    .action(async (cluster: string, application: string, { json }: { json: boolean }) => {
      const { uninstallGuide } = await import('./guide/guides.ts');
      process.stdout.write(`${await uninstallGuide(process.cwd(), { cluster, application, json })}\n`);
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ProblemsError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 3;
  }
}

let isDone = false;
process.on('exit', () => {
  if (isDone) return;
  process.stderr.write(
    'Espalier ended before it was done: a definition calls process.exit, or waits for what never comes.\n',
  );
  process.exitCode = 3;
});
process.exitCode = await main(process.argv.slice(2));
isDone = true;
