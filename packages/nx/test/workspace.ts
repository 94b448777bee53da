import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../..');
const packages = ['model', 'addons', 'kubernetes', 'tree', 'cloud', 'check', 'review', 'nx'];

/** A workspace on disk under Git, with Espalier from source, as its own repository has it. */
export class Workspace {
  readonly root: string;

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'espalier-workspace-'));
    this.#installPackages();
    this.write(smallPlatform);
    this.git('init', '--quiet', '--initial-branch=main');
    this.commit('start');
    this.mark('start');
  }

  /** Names the last commit, so that tests can return to it. */
  mark(name: string): void {
    this.git('tag', name);
  }

  /** Returns to a marked commit. What Git ignores stays: the modules, and what Nx has learned about the workspace. */
  reset(mark = 'start'): void {
    this.git('reset', '--quiet', '--hard', mark);
    this.git('clean', '--quiet', '--force', '-d');
  }

  /** Writes files; `undefined` deletes one. */
  write(files: Readonly<Record<string, string | undefined>>): void {
    for (const [path, text] of Object.entries(files)) {
      const absolute = join(this.root, path);
      if (text === undefined) {
        rmSync(absolute, { recursive: true });
      } else {
        mkdirSync(dirname(absolute), { recursive: true });
        writeFileSync(absolute, text);
      }
    }
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', message);
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8' });
  }

  /** Runs Nx without its daemon, as a CI does, and returns its output. Plugins run in the process of Nx, for speed. */
  nx(...args: readonly string[]): string {
    return this.#nx({ NX_ISOLATE_PLUGINS: 'false' }, args);
  }

  /** Runs Nx as `nx` does, with each plugin in a process of its own: the default of Nx. */
  nxWithIsolatedPlugins(...args: readonly string[]): string {
    return this.#nx({}, args);
  }

  #nx(plugins: NodeJS.ProcessEnv, args: readonly string[]): string {
    return execFileSync(process.execPath, [join(this.root, 'node_modules/nx/dist/bin/nx.js'), ...args], {
      cwd: this.root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment, ...plugins },
    });
  }

  /** Runs the command line as `npm start` does. */
  espalier(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
    const cli = join(this.root, 'packages/nx/src/cli.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@espalier/source', cli, ...args], {
      cwd: this.root,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Links what npm would install, and the packages from source. */
  #installPackages(): void {
    for (const name of packages) {
      cpSync(join(repository, 'packages', name), join(this.root, 'packages', name), {
        recursive: true,
        filter: (path) => !/\/(node_modules|dist|test)$/.test(path),
      });
      this.#linkModules(join('packages', name, 'node_modules'));
    }
    this.#linkModules('node_modules');
    mkdirSync(join(this.root, 'node_modules/@espalier'), { recursive: true });
    for (const name of packages) {
      symlinkSync(join(this.root, 'packages', name), join(this.root, 'node_modules/@espalier', name));
    }
    for (const file of ['tsconfig.base.json', '.env']) cpSync(join(repository, file), join(this.root, file));
  }

  #linkModules(folder: string): void {
    const from = join(repository, folder);
    mkdirSync(join(this.root, folder), { recursive: true });
    for (const entry of existing(from)) {
      if (entry !== '@espalier' && entry !== '.cache') symlinkSync(join(from, entry), join(this.root, folder, entry));
    }
  }
}

const environment = { NX_DAEMON: 'false', NX_TUI: 'false', CI: 'true', NX_CLOUD_NO_TIMEOUTS: 'true', FORCE_COLOR: '0' };

function existing(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** An app's definition. */
export function app(image: string): string {
  return `import { defineApp } from '@espalier/model';
export default defineApp({
  namespace: 'shop',
  owner: 'platform',
  container: { port: 8080, resources: { cpu: '100m', memory: '128Mi' }, environment: { BUILD: '${image}' } },
});
`;
}

/** A release's data. */
export function release(tag: string): string {
  return `image:\n  tag: '${tag}'\n`;
}

function cluster(environmentName: string, max = 3): string {
  return `import { defineCluster } from '@espalier/model';
export default defineCluster({
  environment: '${environmentName}',
  kubernetesVersion: '1.35',
  nodeGroups: { general: { instanceTypes: ['m7i.large'], size: { min: 1, max: ${max} } } },
});
`;
}

export const clusterWithMoreNodes = cluster('production', 9);

function environmentFile(block: string, nat = 'one-per-zone'): string {
  return `export default { account: 'one', region: 'us-east-1', network: { cidr: '${block}', nat: '${nat}' } };\n`;
}

/** The environment `staging` with another network. */
export const environmentWithOneNat = environmentFile('10.1.0.0/16', 'single');

/** A platform of two clusters; `shop` runs in both, `cart` in staging alone. */
const smallPlatform = {
  '.gitignore': 'node_modules\n.nx\n',
  'package.json': JSON.stringify({ name: 'small', private: true, type: 'module', workspaces: ['packages/*'] }),
  'package-lock.json': JSON.stringify({ name: 'small', lockfileVersion: 3, packages: {} }),
  'nx.json': JSON.stringify({ analytics: false, neverConnectToCloud: true, plugins: ['@espalier/nx/plugin'] }),
  'README.md': '# Small\n',
  'apps/platform/platform.ts': `import { definePlatform } from '@espalier/model';
export default definePlatform({
  name: 'small',
  repository: 'https://github.com/small/platform',
  domain: 'small.dev',
  owners: { platform: '@small/platform' },
  accounts: { one: { id: '111111111111', role: 'registry' } },
});
`,
  'apps/platform/environments/staging.ts': environmentFile('10.1.0.0/16'),
  'apps/platform/environments/production.ts': environmentFile('10.2.0.0/16'),
  'apps/cloud/Pulumi.yaml': 'name: small\nruntime: nodejs\n',
  'apps/platform/clusters/staging/cluster.ts': cluster('staging'),
  'apps/platform/clusters/production/cluster.ts': cluster('production'),
  'apps/shop/app.ts': app('1'),
  'apps/shop/releases/staging.yaml': release('1'),
  'apps/shop/releases/production.yaml': release('1'),
  'apps/cart/app.ts': app('1'),
  'apps/cart/releases/staging.yaml': release('1'),
  'manifests/alerts/shop.yaml': 'groups: []\n',
};
