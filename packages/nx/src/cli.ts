#!/usr/bin/env node
import { ProblemsError } from '@espalier/model';
import { Command, CommanderError } from 'commander';
import { commands, type GuardFlags, type ReviewFlags } from './commands/index.ts';

/** Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 internal. */
async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  /** Exit code for a problem: 2 if the command itself is incomplete. */
  let problemCode = 1;
  const program = new Command('espalier')
    .description('One typed model in, one reviewed Git tree out.')
    .exitOverride()
    .showHelpAfterError('(espalier --help lists the commands)');
  program
    .command('generate')
    .description('generate both layers: manifests of all clusters, plans of all stacks')
    .option('--force', 'overwrite and remove files that Espalier did not write', false)
    .option('--json', 'print JSON', false)
    .action(async ({ force, json }: { force: boolean; json: boolean }) => {
      const { generate } = await commands.generate();
      exitCode = await generate(process.cwd(), { force, json });
    });
  program
    .command('render')
    .description('render clusters into the tree')
    .argument('[clusters...]', 'clusters by name; default: all')
    .option('--force', 'overwrite and remove files that Espalier did not write', false)
    .option('--json', 'print JSON', false)
    .action(async (clusters: string[], { force, json }: { force: boolean; json: boolean }) => {
      const { render } = await commands.render();
      exitCode = await render(process.cwd(), { clusters, force, json });
    });
  program
    .command('plan')
    .description('write the resources that stacks would register into the tree; needs no account')
    .argument('[stacks...]', 'stacks by name; default: all')
    .option('--force', 'overwrite and remove files that Espalier did not write', false)
    .option('--json', 'print JSON', false)
    .action(async (stacks: string[], { force, json }: { force: boolean; json: boolean }) => {
      const { plan } = await commands.plan();
      exitCode = await plan(process.cwd(), { stacks, force, json });
    });
  program
    .command('contract')
    .description('check that the tree and the plans of clusters agree')
    .argument('[clusters...]', 'clusters by name; default: all')
    .option('--json', 'print JSON', false)
    .action(async (clusters: string[], { json }: { json: boolean }) => {
      const { contract } = await commands.contract();
      exitCode = await contract(process.cwd(), { clusters, json });
    });
  const many = (value: string, all: readonly string[]): readonly string[] => [...all, ...value.split(',')];
  program
    .command('review')
    .description('say what a change does in clusters and in AWS, and what of it needs a second look')
    .option('--base <revision>', 'what to compare with; where the head left the default branch without it')
    .option('--head <revision>', 'what to review; the working tree without it')
    .option('--only <names>', 'only these clusters and stacks', many, [])
    .option('--join <files>', 'join these JSON files of reviews in place of a comparison', many, [])
    .option('--previews <files>', 'what pulumi preview --json printed, each file named after its stack', many, [])
    .option('--json <file>', 'write the review as JSON')
    .option('--markdown <file>', 'write the comment of the pull request')
    .option('--html <file>', 'write the report')
    .option('--sarif <file>', 'write the risks as SARIF')
    .option('--files-url <address>', 'where the files of the head can be read')
    .option('--report-url <address>', 'where the report can be read')
    .action(async (flags: ReviewFlags) => {
      const { review } = await commands.review();
      exitCode = await review(process.cwd(), flags);
    });
  program
    .command('guard')
    .description('fail a change whose risks exceed the budget of the model')
    .option('--base <revision>', 'what to compare with; where the head left the default branch without it')
    .option('--head <revision>', 'what to review; the working tree without it')
    .option('--review <file>', 'JSON file of a review of the same revisions, in place of another comparison')
    .option('--json', 'print JSON', false)
    .action(async (flags: GuardFlags) => {
      const { guard } = await commands.guard();
      exitCode = await guard(process.cwd(), flags);
    });
  for (const command of ['preview', 'up'] as const) {
    program
      .command(command)
      .description(`run pulumi ${command} for a stack, with the backend of its account`)
      .argument('<stack>', 'name of the stack')
      .argument('[arguments...]', 'passed on to pulumi, after --')
      .action(async (stack: string, more: string[]) => {
        const { runPulumi } = await import('./pulumi/index.ts');
        exitCode = await runPulumi(process.cwd(), { command, stack, arguments: more });
      });
  }
  program
    .command('pulumi')
    .description('pass a command on to pulumi for a stack, with the backend of its account')
    .argument('<stack>', 'name of the stack')
    .argument('[arguments...]', 'passed on to pulumi, after --')
    .action(async (stack: string, more: string[]) => {
      const { runPulumi } = await import('./pulumi/index.ts');
      exitCode = await runPulumi(process.cwd(), { command: 'pulumi', stack, arguments: more });
    });
  program
    .command('import-resource')
    .description('import an existing AWS resource of the plan into the state of a stack')
    .argument('<stack>', 'name of the stack')
    .argument('<resource>', 'its id in the plan: <type>/<name>')
    .argument('[id]', 'its id in AWS, if it does not follow from the model')
    .action(async (stack: string, resource: string, id: string | undefined) => {
      const { importResource } = await import('./pulumi/index.ts');
      exitCode = await importResource(process.cwd(), stack, [resource, ...(id === undefined ? [] : [id])]);
    });
  program
    .command('recover')
    .description('recover a stack after an update that was killed')
    .argument('<stack>', 'name of the stack')
    .action(async (stack: string) => {
      const { recover } = await import('./pulumi/index.ts');
      exitCode = await recover(process.cwd(), stack);
    });
  for (const [command, description] of [
    ['setup-merge', 'set up this clone so that conflicts in clusters/ are resolved by rendering'],
    ['resolve-merge', 'render and stage what a merge has left in clusters/'],
  ] as const) {
    program
      .command(command)
      .description(description)
      .action(async () => {
        const { resolveMerge, setupMerge } = await commands.merge();
        exitCode = await (command === 'setup-merge' ? setupMerge : resolveMerge)(process.cwd());
      });
  }
  const guides = {
    bootstrap: 'print the first steps on a bare cluster',
    order: 'print the sync waves of a cluster, with the reason of each edge',
    secrets: 'list the secrets that a human must put into Secrets Manager',
  } as const;
  for (const which of ['bootstrap', 'order', 'secrets'] as const) {
    program
      .command(which)
      .description(guides[which])
      .argument('<cluster>', 'name of the cluster')
      .option('--json', 'print JSON', false)
      .action(async (cluster: string, { json }: { json: boolean }) => {
        const { guide } = await commands.guides();
        process.stdout.write(`${await guide(which, process.cwd(), { cluster, json })}\n`);
      });
  }
  program
    .command('bootstrap-account')
    .description('print the first steps in an empty account')
    .argument('<account>', 'name of the account')
    .option('--json', 'print JSON', false)
    .action(async (account: string, { json }: { json: boolean }) => {
      const { accountGuide } = await commands.guides();
      process.stdout.write(`${await accountGuide(process.cwd(), { account, json })}\n`);
    });
  program
    .command('uninstall')
    .description('print the steps that remove an addon or an app from a cluster')
    .argument('<cluster>', 'name of the cluster')
    .argument('[application]', 'name of the addon or app; without it, lists the names')
    .option('--json', 'print JSON', false)
    .action(async (cluster: string, application: string | undefined, { json }: { json: boolean }) => {
      if (application === undefined) problemCode = 2;
      const { uninstallGuide } = await commands.guides();
      process.stdout.write(`${await uninstallGuide(process.cwd(), { cluster, application, json })}\n`);
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ProblemsError) {
      const { message, problems } = error;
      if (args.includes('--json')) process.stdout.write(`${JSON.stringify({ problems }, undefined, 2)}\n`);
      else process.stderr.write(`${message}\n\n${problems.length} problem${problems.length === 1 ? '' : 's'}.\n`);
      return problemCode;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 3;
  }
}

/** The reader may close the pipe early, as `head` does. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

let isDone = false;
process.on('exit', () => {
  if (isDone) return;
  process.stderr.write('Espalier ended before it was done: a definition calls process.exit, or waits forever.\n');
  process.exitCode = 3;
});
process.exitCode = await main(process.argv.slice(2));
isDone = true;
