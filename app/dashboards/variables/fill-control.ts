import { topicProblem } from '../../events/kept/topic-name.ts';
import { parseSeriesName } from '../../history/parse-series-name.ts';
import { seriesKey } from '../../history/series-key.ts';
import { PromqlError } from '../../promql/promql-error.ts';
import type { PanelOf } from '../definition.ts';
import { findReferences } from './find-references.ts';
import { interpolatePromql } from './interpolate-promql.ts';
import { interpolateText } from './interpolate-text.ts';
import type { Scope } from './variable-values.ts';

type Control = PanelOf<'control'>;
type Sends = Control['sends'];

/**
 * A control with values in the place of variables. What is pressed goes to one place, so that each variable in it has to have one value.
 * @throws PromqlError with a sentence, where the values cannot stand there
 */
export function fillControl<P extends Control>(control: P, scope: Scope): P {
  const { sends, confirmExpr, question, label } = control;
  return {
    ...control,
    sends: fillSends(sends, scope),
    ...(confirmExpr !== undefined && { confirmExpr: interpolatePromql(confirmExpr, scope) }),
    ...(question !== undefined && { question: interpolateText(question, scope) }),
    ...(label !== undefined && { label: interpolateText(label, scope) }),
  };
}

/** The names of variables that say where a control sends to. */
export function targetVariables({ sends }: Pick<Control, 'sends'>): string[] {
  return [...new Set(findReferences(templateOf(sends)).map(({ name }) => name))];
}

function templateOf(sends: Sends): string {
  if (sends.to === 'series') return sends.series;
  return sends.to === 'event' ? sends.topic : sends.url;
}

function fillSends(sends: Sends, scope: Scope): Sends {
  if (findReferences(templateOf(sends)).every(({ name }) => !scope.has(name))) return sends;
  if (sends.to === 'series') return { to: 'series', series: fillSeries(sends.series, scope) };
  if (sends.to === 'event') return { to: 'event', topic: fillTopic(sends.topic, scope) };
  return { to: 'webhook', url: fillUrl(sends.url, scope) };
}

/** Values of labels only: a value cannot become another label, or another metric. */
function fillSeries(template: string, scope: Scope): string {
  const { metric, labels } = parseSeriesName(template)!;
  const filled = Object.entries(labels).map(([name, value]) => [name, fill(value, scope)] as const);
  return seriesKey(metric, Object.fromEntries(filled));
}

function fillTopic(template: string, scope: Scope): string {
  const topic = fill(template, scope);
  const problem = topicProblem(topic);
  if (problem !== undefined) throw new PromqlError(problem);
  return topic;
}

/** A value is one part of a path or of a query, and cannot lead to another host. */
function fillUrl(template: string, scope: Scope): string {
  const url = fill(template, scope, encodeURIComponent);
  if (URL.parse(url)?.origin !== new URL(template).origin)
    throw new PromqlError('Variables may stand in the path of an address, not before it.');
  if (
    url
      .split(/[?#]/)[0]!
      .split('/')
      .some(part => part === '.' || part === '..')
  )
    throw new PromqlError('A part of an address cannot be "." or "..": it would lead elsewhere.');
  return url;
}

function fill(template: string, scope: Scope, write: (value: string) => string = value => value): string {
  let written = '';
  let at = 0;
  for (const { name, from, to } of findReferences(template)) {
    const one = scope.get(name);
    if (!one) continue;
    written += template.slice(at, from) + write(single(name, one.values));
    at = to;
  }
  return written + template.slice(at);
}

function single(name: string, values: readonly string[]): string {
  const [value, ...more] = values;
  if (value === undefined || value === '' || more.length > 0)
    throw new PromqlError(`Choose one ${name}: what is pressed goes to one place.`);
  return value;
}
