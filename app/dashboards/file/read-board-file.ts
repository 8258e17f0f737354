import { DashboardDefinition, type DashboardDefinition as Definition } from '../definition.ts';
import { sayIssue } from './say-issue.ts';
import { type JsonNode, JsonTextError, scanJson } from './scan-json.ts';
import { BOARD_FORMAT, BOARD_SCHEMA } from './write-board-file.ts';

/** What a file of a dashboard may have, in characters of its text. */
export const BOARD_FILE_MAX_BYTES = 1024 * 1024;
/** Problems that are told of one file; whoever has mended these sees the rest. */
export const MAX_PROBLEMS = 20;

/** Something that keeps a file from being a dashboard. */
export interface BoardProblem {
  /** `panels[3].unit`; empty: the whole text. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** `must be a text in "quotes"` */
  readonly message: string;
}

export type ReadBoard =
  | { readonly ok: true; readonly slug: string | undefined; readonly definition: Definition }
  | { readonly ok: false; readonly problems: readonly [BoardProblem, ...BoardProblem[]] };

/** As a part of an address. */
const SLUG = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/**
 * A dashboard from a text: as it is exported, or the bare definition, as its page gives it to programs. Anything that is not
 * understood is refused with its place, and nothing is left out in silence.
 */
export function readBoardFile(text: string): ReadBoard {
  const plain = text.replace(/^\ufeff/, '');
  try {
    return readValue(JSON.parse(plain), scanJson(plain), plain);
  } catch (error) {
    if (error instanceof SyntaxError) return readBroken(plain, error);
    if (error instanceof JsonTextError) return notJson(plain, error);
    throw error;
  }
}

/** One problem as a sentence: `panels[3].unit: must be a text in "quotes" (line 41)`. */
export function sayProblem({ path, line, message }: BoardProblem): string {
  return `${path === '' ? 'This file' : `${path}:`} ${message} (line ${line}).`;
}

function readValue(value: unknown, root: JsonNode, text: string): ReadBoard {
  const problem = (path: readonly PropertyKey[], message: string): ReadBoard => ({
    ok: false,
    problems: [{ path: pathText(path), line: lineAt(text, nodeAt(root, path).node.at), message }],
  });
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problem([], 'holds no dashboard: it should be an object in { }');
  if ('schemaVersion' in value || 'dashboard' in value)
    return problem(
      [],
      'is a dashboard of Grafana, which Telltale does not read; write it anew with panels of Telltale',
    );
  const { format = BOARD_FORMAT, schema = BOARD_SCHEMA, slug, ...definition } = value as Record<string, unknown>;
  if (format !== BOARD_FORMAT) return problem(['format'], `must be "${BOARD_FORMAT}"`);
  if (schema !== BOARD_SCHEMA) return problem(['schema'], sayOtherSchema(schema));
  if (slug !== undefined && !(typeof slug === 'string' && SLUG.test(slug)))
    return problem(['slug'], 'has 1 to 63 lower-case letters, digits, - and _, and a letter or digit in front');
  const parsed = DashboardDefinition.safeParse(definition);
  if (parsed.success) return { ok: true, slug, definition: parsed.data };
  const problems = parsed.error.issues.flatMap(issue => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path];
    return paths.map(path => {
      const { node, isThere } = nodeAt(root, path);
      return { path: pathText(path), line: lineAt(text, node.at), message: sayIssue(issue, isThere) };
    });
  });
  return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) as [BoardProblem, ...BoardProblem[]] };
}

function sayOtherSchema(schema: unknown): string {
  if (typeof schema !== 'number') return `must be the number ${BOARD_SCHEMA}`;
  return `is ${schema}, and this Telltale knows ${BOARD_SCHEMA}: it comes from a newer one, so update this one first`;
}

/** The scan says it better than the parser of the platform, which does not always know the place. */
function readBroken(text: string, error: SyntaxError): ReadBoard {
  try {
    scanJson(text);
  } catch (better) {
    if (better instanceof JsonTextError) return notJson(text, better);
    throw better;
  }
  return { ok: false, problems: [{ path: '', line: 1, message: `is not JSON: ${error.message}` }] };
}

function notJson(text: string, { at, message }: JsonTextError): ReadBoard {
  return { ok: false, problems: [{ path: '', line: lineAt(text, at), message: `is not JSON: ${message}` }] };
}

/** The value at a path; where there is none, what it should lie in. */
function nodeAt(root: JsonNode, path: readonly PropertyKey[]): { readonly node: JsonNode; readonly isThere: boolean } {
  let node = root;
  for (const key of path) {
    const next = node.members.get(key);
    if (!next) return { node, isThere: false };
    node = next;
  }
  return { node, isThere: true };
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let from = text.indexOf('\n'); from !== -1 && from < at; from = text.indexOf('\n', from + 1)) line++;
  return line;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 80)}`)).join('');
  return text.replace(/^\./, '');
}
