import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import { packageRoot } from '../package-root.ts';

/** Everything that the package is made of, the versions of the tools included; what of it is published, `files` says. */
const SOURCES = [
  ...['app', 'components', 'db', 'public'],
  ...[
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
  ],
];

const LONGEST_BUILD_MS = 180_000;
const STALE_AFTER_MS = 3_600_000;

/**
 * The package as npm delivers it: compiled, packed by `npm pack` and unpacked into `<folder>/node_modules/telltale`, beside links to
 * the packages of this repository. Gives the folder; a project in a folder below it imports `telltale/...` as a stranger does.
 * `<folder>/telltale.tgz` is what would be published.
 *
 * Made once for each state of the sources and shared by all test processes: do not change what is in it. Needs no network.
 */
export async function builtPackage(): Promise<string> {
  const prefix = `telltale-package-${hash([packageRoot]).slice(0, 8)}`;
  const folder = join(tmpdir(), `${prefix}-${hashSources()}`);
  using _ = lock(join(tmpdir(), `${prefix}.lock`));
  if (existsSync(folder)) return folder;
  removeStale(prefix);
  const building = `${folder}.building`;
  rmSync(building, { recursive: true, force: true });
  await build(building);
  renameSync(building, folder);
  return folder;
}

/** A database file as the lock, because the system lets go of it whatever happens to the process that holds it. */
function lock(path: string): Disposable {
  const database = new BetterSqlite3(path, { timeout: LONGEST_BUILD_MS });
  database.exec('BEGIN EXCLUSIVE');
  return { [Symbol.dispose]: () => void database.close() };
}

async function build(folder: string): Promise<void> {
  const stage = join(folder, 'stage');
  for (const source of SOURCES) cpSync(join(packageRoot, source), join(stage, source), { recursive: true });
  await run(join(packageRoot, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', join(stage, 'dist')]);
  // The scripts of package.json would build into the repository.
  await run('npm', ['pack', '--ignore-scripts', '--offline', '--pack-destination', folder], stage);
  rmSync(stage, { recursive: true });
  renameSync(join(folder, onlyFileIn(folder)), join(folder, 'telltale.tgz'));
  await install(folder);
}

function onlyFileIn(folder: string): string {
  const [name, ...more] = readdirSync(folder);
  if (name === undefined || more.length > 0) throw new Error(`npm pack left ${1 + more.length} files, not one.`);
  return name;
}

/** What `npm install telltale.tgz` does, without a registry. */
async function install(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'telltale'), { recursive: true });
  await run('tar', ['-xzf', join(folder, 'telltale.tgz'), '-C', join(modules, 'telltale'), '--strip-components=1']);
  linkAll(join(packageRoot, 'node_modules'), modules, name => !name.startsWith('.'));
  mkdirSync(join(modules, '.bin'));
  linkAll(join(packageRoot, 'node_modules/.bin'), join(modules, '.bin'), () => true);
  const { bin } = JSON.parse(readFileSync(join(modules, 'telltale/package.json'), 'utf8')) as { bin: Bins };
  for (const [name, path] of Object.entries(bin)) {
    chmodSync(join(modules, 'telltale', path), 0o755);
    symlinkSync(join('../telltale', path), join(modules, '.bin', name));
  }
}

type Bins = Readonly<Record<string, string>>;

function linkAll(from: string, to: string, isWanted: (name: string) => boolean): void {
  for (const name of readdirSync(from).filter(isWanted)) symlinkSync(join(from, name), join(to, name));
}

/** Another run may still read one that is not old. */
function removeStale(prefix: string): void {
  for (const name of readdirSync(tmpdir()).filter(name => name.startsWith(`${prefix}-`))) {
    const path = join(tmpdir(), name);
    if (Date.now() - statSync(path).mtimeMs > STALE_AFTER_MS) rmSync(path, { recursive: true });
  }
}

async function run(command: string, args: readonly string[], cwd = packageRoot): Promise<void> {
  const env = { ...process.env, npm_config_update_notifier: 'false' };
  try {
    await promisify(execFile)(command, args, { cwd, env, timeout: LONGEST_BUILD_MS });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}

function hashSources(): string {
  const files = SOURCES.map(source => join(packageRoot, source)).flatMap(path =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map(name => join(path, name))
      : [path],
  );
  return hash(files.sort().flatMap(path => (statSync(path).isFile() ? [path, readFileSync(path)] : [])));
}

const HASH_CHARS = 16;

function hash(parts: readonly (string | Buffer)[]): string {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(part).update('\0');
  return sha.digest('hex').slice(0, HASH_CHARS);
}
