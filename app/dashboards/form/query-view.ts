import { findUnknownNames, type UnknownName } from '../../promql/check/find-unknown-names.ts';
import type { NameSource } from '../../promql/complete/name-source.ts';
import { parsePromql } from '../../promql/parse/parse-promql.ts';
import { PromqlError } from '../../promql/promql-error.ts';
import { parseSentence } from '../../promql/sentence/parse-sentence.ts';
import { findReferences } from '../variables/find-references.ts';
import { createFieldReader } from './field-reader.ts';
import { countRows } from './panel-form.ts';
import { readExpr } from './read-queries.ts';

/** What the form says beside the fields of one query. */
export interface QueryView {
  readonly row: string;
  readonly isPromql: boolean;
  /** In PromQL; undefined: the sentence is not finished. */
  readonly expr: string | undefined;
  /** Why it cannot be a sentence; undefined: it can. */
  readonly why: string | undefined;
  /** A mistake in PromQL that somebody typed. */
  readonly mistake: PromqlError | undefined;
  /** Names in it that nothing has. */
  readonly unknown: readonly UnknownName[];
  /** To choose from: metrics, labels of the metric, and values for each condition. */
  readonly metrics: readonly string[];
  readonly labels: readonly string[];
  readonly values: readonly (readonly string[])[];
}

/** Names that a list offers; what is typed finds others. */
export const MAX_CHOICES = 200;

export async function viewQuery(
  fields: URLSearchParams,
  row: string,
  names: NameSource,
  signal: AbortSignal,
): Promise<QueryView> {
  const isPromql = fields.get(`${row}.as`) === 'promql';
  const expr = readExpr(createFieldReader(fields), fields, row);
  const hasVariables = expr !== undefined && findReferences(expr).length > 0;
  const mistake = expr === undefined || hasVariables ? undefined : mistakeIn(expr);
  // What stands for something else is no name that could be missing.
  const isSound = expr !== undefined && mistake === undefined && !hasVariables;
  const unknown = isSound ? await findUnknownNames(expr, parsePromql(expr), names, signal) : [];
  const why = isPromql ? whyNot(expr ?? '', hasVariables) : undefined;
  const choices = isPromql ? { metrics: [], labels: [], values: [] } : await choicesFor(fields, row, names, signal);
  return { row, isPromql, expr, why, mistake, unknown, ...choices };
}

function whyNot(expr: string, hasVariables: boolean): string | undefined {
  const { why } = parseSentence(expr);
  return why !== undefined && hasVariables ? 'it has a variable where a sentence has a name or a time.' : why;
}

function mistakeIn(expr: string): PromqlError | undefined {
  try {
    parsePromql(expr);
    return undefined;
  } catch (error) {
    if (error instanceof PromqlError) return error;
    throw error;
  }
}

async function choicesFor(fields: URLSearchParams, row: string, names: NameSource, signal: AbortSignal) {
  const metric = fields.get(`${row}.metric`)?.trim() || undefined;
  const metrics = (await names.metrics('', signal)).slice(0, MAX_CHOICES).map(({ name }) => name);
  const labels = (await names.labels(metric, signal)).slice(0, MAX_CHOICES);
  const values: (readonly string[])[] = [];
  for (let at = 0; at < countRows(fields, `${row}.where`); at++) {
    const label = fields.get(`${row}.where.${at}.label`)?.trim() ?? '';
    values.push(label === '' ? [] : (await names.values(label, metric, '', signal)).slice(0, MAX_CHOICES));
  }
  return { metrics, labels, values };
}
