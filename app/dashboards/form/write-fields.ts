import { formatDuration } from '../../promql/format/format-duration.ts';
import { parseSentence } from '../../promql/sentence/parse-sentence.ts';
import type { Sentence } from '../../promql/sentence/sentence.ts';
import type { PanelDefinition, SeriesPanelDefinition } from '../definition.ts';
import { settingFields } from './setting-fields.ts';
import { writeControl } from './write-control.ts';

/** A panel as the fields of its form. */
export function writeFields(panel: PanelDefinition): URLSearchParams {
  const fields = new URLSearchParams({ kind: panel.kind, title: panel.title, subtitle: panel.subtitle ?? '' });
  for (const { name, control } of settingFields(panel.kind)) {
    const value = name
      .split('.')
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], panel);
    if (control === 'flag') value === true && fields.set(name, 'on');
    else fields.set(name, Array.isArray(value) ? value.join(', ') : textOf(value));
  }
  if ('queries' in panel) writeQueryFields(fields, panel);
  if (panel.kind === 'control') writeControl(fields, panel);
  return fields;
}

function writeQueryFields(fields: URLSearchParams, panel: SeriesPanelDefinition): void {
  const set = (name: string, value: unknown) => fields.set(name, textOf(value));
  panel.queries.forEach(({ expr, legend }, at) => {
    set(`queries.${at}.legend`, legend);
    writeQuery(fields, `queries.${at}`, expr);
  });
  for (const name of ['unit', 'decimals', 'min', 'max', 'noValue'] as const) set(name, panel[name]);
  const { thresholds, mappings = [], overrides = [] } = panel;
  set('thresholds.of', thresholds?.of ?? 'value');
  set('thresholds.direction', thresholds?.direction ?? 'above');
  thresholds?.steps.forEach((step, at) => {
    for (const name of ['at', 'status', 'word'] as const) set(`thresholds.steps.${at}.${name}`, step[name]);
  });
  mappings.forEach((mapping, at) => {
    set(`mappings.${at}.is`, mapping.is ?? (mapping.value === undefined ? 'range' : 'value'));
    for (const name of ['value', 'from', 'to', 'text', 'status'] as const) set(`mappings.${at}.${name}`, mapping[name]);
  });
  overrides.forEach(({ name, series, as }, at) => {
    set(`overrides.${at}.by`, series === undefined ? 'name' : 'series');
    set(`overrides.${at}.match`, name ?? series);
    for (const part of ['name', 'colour', 'unit', 'axis'] as const) set(`overrides.${at}.as.${part}`, as[part]);
  });
}

/** As a sentence where it can be said as one, else as PromQL. */
export function writeQuery(fields: URLSearchParams, row: string, expr: string): void {
  const { sentence } = parseSentence(expr);
  // Labels stand in one field, with commas between them.
  const fits = sentence?.group?.labels.every(label => !label.includes(',')) ?? true;
  if (sentence && fits) writeSentenceFields(fields, row, sentence);
  else writePromql(fields, row, expr);
}

function writePromql(fields: URLSearchParams, row: string, expr: string): void {
  fields.set(`${row}.as`, 'promql');
  fields.set(`${row}.expr`, expr);
}

function writeSentenceFields(fields: URLSearchParams, row: string, sentence: Sentence): void {
  const { look, quantile, metric, where, windowMs, group, factor } = sentence;
  const set = (name: string, value: unknown) => fields.set(`${row}.${name}`, textOf(value));
  set('as', 'sentence');
  set('look', look);
  set('quantile', quantile);
  set('metric', metric);
  set('window', windowMs === undefined ? '' : formatDuration(windowMs));
  where.forEach(({ label, op, value }, at) => {
    set(`where.${at}.label`, label);
    set(`where.${at}.op`, op);
    set(`where.${at}.value`, value);
  });
  set('group', group?.op);
  set('param', group?.param);
  set('split', group?.isWithout ? 'without' : 'by');
  set('labels', group?.labels.join(', '));
  set('factorOp', factor?.op ?? '*');
  set('factor', factor?.by);
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
