import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

const HEADERS = { 'Cache-Control': 'public, max-age=31536000, immutable' };

export interface Assets {
  /** Changes with any byte of any asset; stands in the path, so that answers may be cached for ever. */
  readonly version: string;
  /** The file of that path, or undefined. */
  respond(path: string): Response | undefined;
}

export interface AssetsOptions {
  /** The folder with `css`, `js`, `vendor` and `icons`. */
  readonly folder: string;
  /** Style sheets that are sent as one, `all.css`, in this order: one request in place of thirty, and no build. */
  readonly styleSheets: readonly string[];
}

/** Reads every asset into memory once, so that no path ever reaches the file system. */
export function loadAssets({ folder, styleSheets }: AssetsOptions): Assets {
  const files = new Map(listFiles(folder).map(path => [path, readFileSync(join(folder, path))] as const));
  files.set('all.css', Buffer.concat(styleSheets.map(path => required(files, path))));
  const version = hash([...files].flat());
  return {
    version,
    respond(path) {
      const bytes = files.get(path);
      const type = MEDIA_TYPES[extname(path)];
      return bytes && type
        ? new Response(new Uint8Array(bytes), { headers: { ...HEADERS, 'Content-Type': type } })
        : undefined;
    },
  };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function required(files: ReadonlyMap<string, Buffer>, path: string): Buffer {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`The style sheet ${path} is listed but not in the public folder.`);
  return bytes;
}

const VERSION_CHARS = 10;

function hash(parts: readonly (string | Buffer)[]): string {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(part);
  return sha.digest('base64url').replace(/[-_]/g, '').slice(0, VERSION_CHARS);
}
