import { covers, includes, type MediaRange, parseMediaRange } from './media-range.ts';
import { combine, type Relation, relationOfSets } from './relation.ts';
import type { RequestHead } from './request-head.ts';

/** Content types, one of which is to be sent. */
export interface ContentCondition {
  /** As written, with parameters: what `Accept` says in a refusal. */
  readonly types: readonly string[];
  readonly ranges: readonly MediaRange[];
}

/** RFC 9110 8.3: what content is that does not say its type. */
const UNNAMED_CONTENT = 'application/octet-stream';

/** @throws TypeError for what is no media type. */
export function readContentCondition(types: readonly string[]): ContentCondition {
  return { types, ranges: types.map(requireMediaRange) };
}

/** The type of a request's content; undefined when what it says is none. */
export function contentTypeOf(headers: RequestHead['headers']): MediaRange | undefined {
  return parseMediaRange(headers.get('content-type') ?? UNNAMED_CONTENT);
}

/** The first of the listed types that the content has, as written. */
export function matchContent(condition: ContentCondition, type: MediaRange | undefined): string | undefined {
  return type && condition.types[condition.ranges.findIndex(range => includes(range, type))];
}

/** How the content that one list takes lies to that of another. */
export function relateContent(a: ContentCondition, b: ContentCondition): Relation {
  const relations = a.ranges.map(one => b.ranges.map(other => relateRanges(one, other)));
  const isIn = (relation: Relation) => relation === 'equal' || relation === 'narrower';
  const isOver = (relation: Relation) => relation === 'equal' || relation === 'wider';
  return relationOfSets(
    relations.every(row => row.some(isIn)),
    b.ranges.every((_, at) => relations.some(row => isOver(row[at]!))),
    relations.flat().every(relation => relation === 'disjoint'),
  );
}

function relateRanges(a: MediaRange, b: MediaRange): Relation {
  const essence = relationOfSets(covers(b, a.essence), covers(a, b.essence), true);
  const names = new Set([...a.parameters.keys(), ...b.parameters.keys()]);
  return combine([
    essence,
    ...[...names].map(name => relateParameters(a.parameters.get(name), b.parameters.get(name))),
  ]);
}

/** A parameter that is not asked for may have any value, or be missing. */
function relateParameters(a: string | undefined, b: string | undefined): Relation {
  if (a === b) return 'equal';
  if (a === undefined) return 'wider';
  return b === undefined ? 'narrower' : 'disjoint';
}

function requireMediaRange(type: string): MediaRange {
  const range = parseMediaRange(type);
  if (range !== undefined) return range;
  throw new TypeError(`'${type}' is no media type: write it as 'type/subtype', 'type/*' or 'type/*+suffix'.`);
}
