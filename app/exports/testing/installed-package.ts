import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPackage } from '../../testing/built-package.ts';

/** One import name of the package. */
export interface Door {
  /** As it is written in an import. */
  readonly name: string;
  readonly module: string;
  readonly declarations: string;
}

export interface InstalledPackage {
  readonly folder: string;
  /** Every import name, one for each middleware host included. */
  readonly doors: readonly Door[];
  /** Names of packages that come along with it. */
  readonly dependencies: ReadonlySet<string>;
}

/** The package as a stranger has it, by what its own manifest says. */
export async function installedPackage(): Promise<InstalledPackage> {
  const folder = join(await builtPackage(), 'node_modules/telltale');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const doors = Object.entries(manifest.exports).flatMap(([name, target]) =>
    typeof target === 'string' ? [] : doorsOf(folder, name, target),
  );
  return {
    folder,
    doors,
    dependencies: new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })),
  };
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | Target>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Target {
  readonly types: string;
  readonly default: string;
}

/** A pattern such as `./middleware/*` is one door for each module in its folder. */
function doorsOf(folder: string, name: string, target: Target): Door[] {
  const [room, pattern] = target.default.split('*');
  const stars = pattern === undefined ? [''] : modulesIn(join(folder, room!));
  return stars.map(star => ({
    name: name.replace('.', 'telltale').replace('*', star),
    module: join(folder, target.default.replace('*', star)),
    declarations: join(folder, target.types.replace('*', star)),
  }));
}

function modulesIn(room: string): string[] {
  return readdirSync(room).flatMap(name => (name.endsWith('.js') ? [name.slice(0, -'.js'.length)] : []));
}
