/**
 * `node --import ./load-typescript.js app/cli.ts`: runs the sources as they are, in this thread and in those it starts.
 *
 * Types are replaced by spaces, so every line and column stays where it is. JSX and decorators need more: esbuild translates them, and
 * the result carries a map. What came out is kept below node_modules, one file for each source, and used until the source changes.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks, stripTypeScriptTypes } from 'node:module';
import { basename, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';

const root = import.meta.dirname;
const sources = pathToFileURL(`${root}/`).href;
const cache = join(root, 'node_modules/.cache/telltale');
/** Results of another Node, or of another state of this file, are made anew. */
const maker = `${process.version} ${stateOf(import.meta.filename)}`;

const canKeep = tryToKeep(() => mkdirSync(cache, { recursive: true }));
if (canKeep) enableCompileCache(join(cache, 'compiled'));
process.setSourceMapsEnabled(true);
registerHooks({ resolve, load });

/** Where packages were found. All sources see the same ones, and looking takes Node a while. */
const packages = new Map();

function resolve(specifier, context, next) {
  const { parentURL, conditions } = context;
  if (!isSource(parentURL)) return next(specifier, context);
  // Sources name each other with their ending, so there is nothing to look for.
  if (/^\.\.?\/.*\.tsx?$/.test(specifier))
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
  if (!/^[@a-z][^:]*$/.test(specifier) || !conditions.includes('import')) return next(specifier, context);
  const found = packages.get(specifier) ?? { ...next(specifier, context), shortCircuit: true };
  packages.set(specifier, found);
  return found;
}

function load(url, context, next) {
  const { pathname } = new URL(url);
  if (!isSource(url) || !/\.tsx?$/.test(pathname)) return next(url, context);
  return { format: 'module', source: translated(fileURLToPath(new URL(pathname, url))), shortCircuit: true };
}

function isSource(url = '') {
  return url.startsWith(sources) && !url.startsWith(`${sources}node_modules/`);
}

function translated(path) {
  const mark = `\n// ${maker} ${stateOf(path)}\n`;
  const kept = join(cache, `${relative(root, path).replaceAll(/[\\/]/g, '+')}.js`);
  try {
    const text = readFileSync(kept, 'utf8');
    if (text.endsWith(mark)) return text;
  } catch (error) {
    if (!['ENOENT', 'EACCES'].includes(error.code)) throw error;
  }
  const text = translate(path, readFileSync(path, 'utf8')) + mark;
  const unfinished = `${kept}.${process.pid}.${threadId}`;
  if (canKeep) {
    tryToKeep(() => {
      writeFileSync(unfinished, text);
      renameSync(unfinished, kept);
    });
  }
  return text;
}

/** False where nothing may or can be written: then each start translates anew. */
function tryToKeep(write) {
  try {
    write();
    return true;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code)) throw error;
    return false;
  }
}

function stateOf(path) {
  const { mtimeMs, size } = statSync(path);
  return `${mtimeMs} ${size}`;
}

function translate(path, source) {
  const needsMore = path.endsWith('.tsx') || /^\s*@\w/m.test(source);
  return needsMore ? withEsbuild(path, source) : withoutWarning(() => stripTypeScriptTypes(source));
}

/** Node warns of it as an experiment; programs that read what a command complains of would read that. */
function withoutWarning(action) {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return action();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function withEsbuild(path, source) {
  const { transformSync } = createRequire(import.meta.url)('esbuild');
  const { code } = transformSync(source, {
    loader: path.endsWith('.tsx') ? 'tsx' : 'ts',
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    keepNames: true,
    sourcefile: basename(path),
    sourcemap: 'inline',
    sourcesContent: false,
  });
  return code;
}
