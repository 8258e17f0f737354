import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import { AGGREGATIONS } from '../aggregations-table.ts';
import { findListWord, LIST_WORDS, openBracket } from './open-bracket.ts';
import { type LooseToken, scanLoosely } from './scan-loosely.ts';

/** Where the cursor stands, as far as the text before it tells. */
export interface Place {
  readonly wants: 'expression' | 'continuation' | 'label' | 'value' | 'grouping' | 'duration' | 'moment' | 'nothing';
  /** Where what was typed begins. */
  readonly from: number;
  readonly typed: string;
  /** Words of PromQL that fit beside what is wanted. */
  readonly keywords: readonly string[];
  /** The metric whose labels are asked for. */
  readonly metric?: string | undefined;
  /** Whose values are asked for. */
  readonly label?: string | undefined;
  /** Labels that the braces have already. */
  readonly used?: readonly string[] | undefined;
  /** The quote that is open; empty where the value still needs one. */
  readonly quote?: string | undefined;
  /** The value is a regular expression. */
  readonly isPattern?: boolean | undefined;
}

const COMPARISON = /^(==|!=|<|>|<=|>=)$/;
const MATCHING = ['on', 'ignoring'];
const GROUP_SIDES = ['group_left', 'group_right'];
const SET_WORDS = /^(and|or|unless|atan2)$/i;

/** Reads what stands before the cursor, however broken it is. */
export function findPlace(text: string, cursor: number): Place {
  const tokens = scanLoosely(text.slice(0, cursor));
  const last = tokens.at(-1);
  const isTyping = last?.to === cursor && ['name', 'number', 'open'].includes(last.kind);
  const typed = isTyping ? last : undefined;
  const before = typed ? tokens.slice(0, -1) : tokens;
  const place = { from: typed?.from ?? cursor, typed: typed?.text ?? '', keywords: [] };
  if (last?.kind === 'comment' && last.to === cursor) return { ...place, wants: 'nothing' };
  const open = openBracket(before);
  if (open?.text === '[') return inRange(text, cursor);
  if (open?.text === '{') return { ...place, ...inBraces(before, open.index, typed) };
  if (typed?.kind === 'open') return { ...place, wants: 'nothing' };
  if (open && findListWord(before, open.index)) return { ...place, wants: 'grouping' };
  return { ...place, ...inExpression(before, typed) };
}

type Found = Partial<Place> & Pick<Place, 'wants'>;

function inRange(text: string, cursor: number): Place {
  let from = cursor;
  while (from > 0 && /[\w.]/.test(text[from - 1]!)) from--;
  return { wants: 'duration', from, typed: text.slice(from, cursor), keywords: [] };
}

function inBraces(before: readonly LooseToken[], open: number, typed: LooseToken | undefined): Found {
  const inside = before.slice(open + 1);
  const metric = metricOf(before, open);
  const [last, beforeLast] = [inside.at(-1), inside.at(-2)];
  const isFirst = last === undefined || last.text === ',';
  if (isFirst && typed?.kind === 'open') return toValue(METRIC_LABEL, '=', typed, undefined);
  if (isFirst) return { wants: 'label', metric, used: usedLabels(inside) };
  if (beforeLast && /^(=|!=|=~|!~)$/.test(last.text)) return toValue(plain(beforeLast), last.text, typed, metric);
  return { wants: 'nothing' };
}

/** Of a regular expression with alternatives the last one is what is being typed. */
function toValue(label: string, op: string, typed: LooseToken | undefined, metric: string | undefined): Found {
  if (typed && typed.kind !== 'open') return { wants: 'nothing' };
  const quote = typed?.text[0] ?? '';
  const isPattern = op.endsWith('~');
  const start = typed ? 1 + (isPattern ? typed.text.lastIndexOf('|') : 0) : 0;
  const value = { label, metric, quote, isPattern, typed: typed?.text.slice(Math.max(start, 1)) ?? '' };
  return { wants: 'value', ...value, ...(typed && { from: typed.from + Math.max(start, 1) }) };
}

function inExpression(before: readonly LooseToken[], typed: LooseToken | undefined): Found {
  if (typed?.kind === 'number')
    return { wants: before.at(-1)?.text.toLowerCase() === 'offset' ? 'duration' : 'nothing' };
  const last = before.at(-1);
  if (last === undefined) return { wants: 'expression' };
  const word = last.text.toLowerCase();
  if (last.kind === 'symbol') return afterSymbol(before, last);
  if (last.kind !== 'name') return { wants: 'continuation', keywords: continuations() };
  if (word === 'offset') return { wants: 'duration' };
  if (SET_WORDS.test(word)) return { wants: 'expression', keywords: MATCHING };
  if (word === 'bool') return { wants: 'expression', keywords: MATCHING };
  if (LIST_WORDS.has(word)) return { wants: 'nothing' };
  if (AGGREGATIONS.has(word)) return { wants: 'continuation', keywords: ['by', 'without'] };
  return { wants: 'continuation', keywords: continuations() };
}

function afterSymbol(before: readonly LooseToken[], { text }: LooseToken): Found {
  if (text === '@') return { wants: 'moment' };
  if (text === ')') return afterClosing(before);
  if (/^[}\]]$/.test(text)) return { wants: 'continuation', keywords: continuations() };
  if (/^[(,]$/.test(text)) return { wants: 'expression' };
  if (COMPARISON.test(text)) return { wants: 'expression', keywords: ['bool', ...MATCHING] };
  return { wants: 'expression', keywords: MATCHING };
}

/** What may follow depends on what the bracket closes: a list of labels, an aggregation, or anything else. */
function afterClosing(before: readonly LooseToken[]): Found {
  const open = openBracket(before.slice(0, -1));
  const list = open && findListWord(before, open.index);
  if (list === 'on' || list === 'ignoring') return { wants: 'expression', keywords: GROUP_SIDES };
  if (list?.startsWith('group_')) return { wants: 'expression' };
  if (list) return { wants: 'continuation', keywords: isBehindCall(before, open!.index) ? continuations() : [] };
  const owner = open && before[open.index - 1];
  const isAggregation = owner?.kind === 'name' && AGGREGATIONS.has(owner.text.toLowerCase());
  return { wants: 'continuation', keywords: [...(isAggregation ? ['by', 'without'] : []), ...continuations()] };
}

/** `sum(x) by (a)` is whole; `sum by (a)` still waits for its brackets. */
function isBehindCall(before: readonly LooseToken[], open: number): boolean {
  return before[open - 2]?.text === ')';
}

function continuations(): readonly string[] {
  return ['and', 'or', 'unless', 'offset'];
}

function metricOf(before: readonly LooseToken[], open: number): string | undefined {
  const owner = before[open - 1];
  if (owner?.kind === 'name') return owner.text;
  const inside = before.slice(open + 1);
  const named = inside.findIndex(({ text }) => text === METRIC_LABEL);
  const value = named >= 0 && inside[named + 1]?.text === '=' ? inside[named + 2] : inside[0];
  return value?.kind === 'string' ? plain(value) : undefined;
}

function usedLabels(inside: readonly LooseToken[]): string[] {
  return inside.filter((_, at) => /^(=|!=|=~|!~)$/.test(inside[at + 1]?.text ?? '')).map(plain);
}

function plain({ kind, text }: LooseToken): string {
  return kind === 'string' ? text.slice(1, -1) : text;
}
