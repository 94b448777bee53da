import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/**
 * What programs that need AWS, a cluster, GitHub or a registry do instead. A `pulumi` without a configured backend
 * would use the one of the last log-in. The repository is already installed and tested when this runs.
 */
const standIns: Readonly<Record<string, string>> = {
  aws: 'exit 0',
  gh: 'exit 0',
  helm: 'exit 0',
  kubectl: 'exit 0',
  terraform: 'exit 0',
  pulumi: `
    : "\${PULUMI_BACKEND_URL:?a bare pulumi uses the backend of the last log-in}"
    [ -f Pulumi.yaml ] || { echo 'pulumi is not run in the folder of its project' >&2; exit 1; }
    case "$1 $2" in
      'stack ls') echo '[{"name":"environment-staging"},{"name":"environment-production"}]' ;;
      'preview --json') printf '{\\n  "steps": []\\n}\\n' ;;
      'stack export') echo '{"version":3,"deployment":{}}' ;;
    esac`,
  npm: `
    case "$1" in
      ci | install) [ -f package-lock.json ] ;;
      test) node --eval 'process.exitCode = require("./package.json").scripts.test ? 0 : 1' ;;
      *) exec "$REAL_NPM" "$@" ;;
    esac`,
};

/** A copy of the repository as Git has it, with the modules of this one, in which commands of documents are run. */
export class ScratchWorkspace {
  readonly root: string;
  readonly #programs: string;

  constructor(repository: string) {
    this.root = mkdtempSync(join(tmpdir(), 'espalier-docs-'));
    this.#programs = mkdtempSync(join(tmpdir(), 'espalier-programs-'));
    const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    for (const file of files.split('\0').filter((name) => name !== '')) {
      if (!existsSync(join(repository, file))) continue;
      mkdirSync(join(this.root, dirname(file)), { recursive: true });
      cpSync(join(repository, file), join(this.root, file));
    }
    this.#linkModules(repository);
    for (const [name, script] of Object.entries(standIns)) {
      writeFileSync(join(this.#programs, name), `#!/usr/bin/env bash\n${script}\n`);
      chmodSync(join(this.#programs, name), 0o755);
    }
    this.#git('init', '--quiet', '--initial-branch=main');
    this.#commit();
  }

  /**
   * Runs commands like a user who pastes them into a shell at the root of the repository; stops at the first failure.
   */
  run(script: string): { readonly code: number | null; readonly output: string } {
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: this.root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: `${this.#programs}${delimiter}${process.env['PATH'] ?? ''}`,
        REAL_NPM: execFileSync('which', ['npm'], { encoding: 'utf8' }).trim(),
        NX_DAEMON: 'false',
        NX_ISOLATE_PLUGINS: 'false',
        NX_TUI: 'false',
        CI: 'true',
        FORCE_COLOR: '0',
      },
    });
    return { code: status, output: `${stdout}${stderr}` };
  }

  /** Forgets what the commands of a document changed. */
  reset(): void {
    this.#git('reset', '--quiet', '--hard', 'start');
    this.#git('clean', '--quiet', '--force', '-d');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
    rmSync(this.#programs, { recursive: true, force: true });
  }

  /** Packages of the repository are those of the copy. */
  #linkModules(repository: string): void {
    const link = (from: string, to: string): void => {
      mkdirSync(to, { recursive: true });
      for (const entry of existsSync(from) ? readdirSync(from) : []) {
        if (entry !== '@espalier' && entry !== '.cache') symlinkSync(join(from, entry), join(to, entry));
      }
    };
    link(join(repository, 'node_modules'), join(this.root, 'node_modules'));
    mkdirSync(join(this.root, 'node_modules/@espalier'), { recursive: true });
    for (const name of readdirSync(join(this.root, 'packages'))) {
      link(join(repository, 'packages', name, 'node_modules'), join(this.root, 'packages', name, 'node_modules'));
      symlinkSync(join(this.root, 'packages', name), join(this.root, 'node_modules/@espalier', name));
    }
  }

  #git(...args: readonly string[]): void {
    execFileSync('git', args, { cwd: this.root });
  }

  #commit(): void {
    this.#git('add', '--all');
    this.#git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'start');
    this.#git('tag', 'start');
  }
}
