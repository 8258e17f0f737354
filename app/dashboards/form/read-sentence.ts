import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { readDuration } from '../../promql/parse/read-duration.ts';
import { groupOf, lookOf, type Sentence, type SentenceGroup } from '../../promql/sentence/sentence.ts';
import type { FieldReader } from './field-reader.ts';

export const MATCHER_OPS = ['=', '!=', '=~', '!~'] as const;

/** The sentence that stands in the fields of a query; undefined: something is missing, and the reader knows what. */
export function readSentence(reader: FieldReader, row: string, conditions: number): Sentence | undefined {
  const look = lookOf(reader.text(`${row}.look`) ?? 'value');
  const metric = reader.text(`${row}.metric`);
  if (!look) reader.refuse(`${row}.look`, 'Choose what to look at from the list.');
  if (metric === undefined) reader.refuse(`${row}.metric`, 'Say which metric: type a part of its name, and choose it.');
  if (!look || metric === undefined) return undefined;
  const windowMs = look.name === 'value' ? undefined : readWindow(reader, `${row}.window`);
  const quantile = look.takes
    ? requireNumber(reader, `${row}.quantile`, 'Write a share between 0 and 1: 0.95.')
    : undefined;
  const group = readGroup(reader, row);
  const factor = readFactor(reader, row);
  const where = Array.from({ length: conditions }, (_, at) => readCondition(reader, `${row}.where.${at}`)).flat();
  if (look.name !== 'value' && windowMs === undefined) return undefined;
  if ((look.takes && quantile === undefined) || group === 'refused' || factor === 'refused') return undefined;
  return {
    ...{ look: look.name, metric, where },
    ...(windowMs !== undefined && { windowMs }),
    ...(quantile !== undefined && { quantile }),
    ...(group && { group }),
    ...(factor && { factor }),
  };
}

function readWindow(reader: FieldReader, name: string): number | undefined {
  const windowMs = readDuration((reader.text(name) ?? '5m').replaceAll(' ', ''));
  if (windowMs !== undefined && windowMs > 0) return windowMs;
  reader.refuse(name, 'Write how long, such as 30s, 5m, 1h30m or 7d.');
  return undefined;
}

function readGroup(reader: FieldReader, row: string): SentenceGroup | undefined | 'refused' {
  const op = reader.text(`${row}.group`);
  if (op === undefined) return undefined;
  const group = groupOf(op);
  if (!group) {
    reader.refuse(`${row}.group`, 'Choose from the list.');
    return 'refused';
  }
  const labels = reader.list(`${row}.labels`);
  const isWithout = reader.text(`${row}.split`) === 'without';
  if (!group.takes) return { op, labels, isWithout };
  const need = group.takes === 'count' ? 'Write how many: 5.' : 'Write a share between 0 and 1: 0.95.';
  const param = requireNumber(reader, `${row}.param`, need);
  return param === undefined ? 'refused' : { op, param, labels, isWithout };
}

function readFactor(reader: FieldReader, row: string): Sentence['factor'] | 'refused' {
  if (reader.text(`${row}.factor`) === undefined) return undefined;
  const by = reader.number(`${row}.factor`);
  if (by === undefined) return 'refused';
  return { op: reader.text(`${row}.factorOp`) === '/' ? '/' : '*', by };
}

/** A row in which nothing is said yet is none. */
function readCondition(reader: FieldReader, row: string): LabelMatcher[] {
  const label = reader.text(`${row}.label`);
  const value = reader.text(`${row}.value`) ?? '';
  if (label === undefined) {
    if (value !== '') reader.refuse(`${row}.label`, 'Say which label.');
    return [];
  }
  const op = MATCHER_OPS.find(one => one === reader.text(`${row}.op`)) ?? '=';
  return [{ label, op, value }];
}

function requireNumber(reader: FieldReader, name: string, need: string): number | undefined {
  if (reader.text(name) === undefined) reader.refuse(name, need);
  return reader.number(name);
}
