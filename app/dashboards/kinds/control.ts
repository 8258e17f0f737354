import { z } from 'zod';
import { topicProblem } from '../../events/kept/topic-name.ts';
import { parseSeriesName } from '../../history/parse-series-name.ts';
import { seriesKey } from '../../history/series-key.ts';
import { placed } from './placed.ts';
import { Query } from './query.ts';

/** What can be pressed. */
export const CONTROLS = ['button', 'switch', 'slider', 'choice', 'text'] as const;

const WORD_MAX_CHARS = 60;
const MAX_OPTIONS = 12;
const URL_MAX_CHARS = 2000;
/** Of what is typed into a control. */
export const TEXT_MAX_CHARS = 500;
/** Steps of a slider; more than a finger can tell apart. */
const MAX_STEPS = 100_000;

const VARIABLE = /\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})/g;

const Word = z.string().min(1).max(WORD_MAX_CHARS);
const Value = z.union([z.number(), z.string().min(1).max(TEXT_MAX_CHARS)]);

const Series = z
  .string()
  .max(2000)
  .refine(text => parseSeriesName(text) !== undefined, 'a series is a name with its labels: lamp{room="hall"}');

/** With variables in it, if need be: `pump-$room`. */
const Topic = z
  .string()
  .max(200)
  .refine(
    name => topicProblem(name.replace(VARIABLE, '_')) === undefined,
    'a topic has 1 to 64 letters, digits, - and _',
  );

const WebAddress = z
  .string()
  .max(URL_MAX_CHARS)
  .refine(isWebAddress, 'an address begins with http:// or https://, without a name and password in it');

/** Where a press goes: a reading of a series, an event of a topic, or an HTTP POST. */
const Sends = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('series'), series: Series }),
  z.strictObject({ to: z.literal('event'), topic: Topic }),
  z.strictObject({ to: z.literal('webhook'), url: WebAddress }),
]);

export type Sends = z.infer<typeof Sends>;

/** Something that can be pressed. */
export const ControlPanel = z.strictObject({
  ...placed,
  kind: z.literal('control'),
  control: z.enum(CONTROLS),
  sends: Sends,
  /** The series by which the device says how it is, in PromQL: what it says wins over what was sent. */
  confirmExpr: Query.shape.expr.optional(),
  /** Asked before anything is sent. */
  question: z.string().min(1).max(200).optional(),
  /** Of a button: what stands on it, and what it sends. Default: the title, and 1. */
  label: Word.optional(),
  value: Value.optional(),
  /** Of a switch: what is sent. Default: 1 and 0. */
  on: z.number().optional(),
  off: z.number().optional(),
  /** Of a slider. Default: 0 to 100 in steps of 1. */
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
  unit: z.string().max(32).optional(),
  /** Of a choice. */
  options: z
    .array(z.strictObject({ value: Value, label: Word }))
    .min(2)
    .max(MAX_OPTIONS)
    .optional(),
  /** Of a text. Default: 200 characters. */
  maxChars: z.int().min(1).max(TEXT_MAX_CHARS).optional(),
});

export type ControlFields = z.infer<typeof ControlPanel>;

export interface ControlProblem {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with a control as a whole. */
export function controlProblems(fields: ControlFields): ControlProblem[] {
  const { control, sends, options, value } = fields;
  const problems: ControlProblem[] = [];
  const refuse = (path: string, message: string) => void problems.push({ path, message });
  if (control === 'choice' && !options) refuse('options', 'a choice needs options');
  if (options && new Set(options.map(option => String(option.value))).size < options.length)
    refuse('options', 'values of options must differ');
  const { min, max, step } = scaleOf(fields);
  if (control === 'slider' && !(max > min)) refuse('max', 'the end of a slider must be above its beginning');
  if (control === 'slider' && (max - min) / step > MAX_STEPS) refuse('step', `a slider has ${MAX_STEPS} steps at most`);
  const { on, off } = valuesOf(fields);
  if (control === 'switch' && on === off) refuse('off', 'on and off must differ');
  if (sends.to !== 'series') return problems;
  if (control === 'text') refuse('sends', 'a reading is a number: send a text as an event or to a webhook');
  if (control === 'choice' && options?.some(option => typeof option.value === 'string'))
    refuse('options', 'a reading is a number: give each option a number, or send an event');
  if (control === 'button' && typeof value === 'string')
    refuse('value', 'a reading is a number: give the button a number, or send an event');
  return problems;
}

/** Ends and step of a slider. */
export function scaleOf({ min = 0, max = 100, step = 1 }: Pick<ControlFields, 'min' | 'max' | 'step'>) {
  return { min, max, step };
}

/** What a switch sends. */
export function valuesOf({ on = 1, off = 0 }: Pick<ControlFields, 'on' | 'off'>) {
  return { on, off };
}

/** The key of the series that a press is a reading of. */
export function sentSeries({ sends }: Pick<ControlFields, 'sends'>): string | undefined {
  if (sends.to !== 'series') return undefined;
  const { metric, labels } = parseSeriesName(sends.series)!;
  return seriesKey(metric, labels);
}

/** The queries that say how a control stands: what the device says, or else what was sent. */
export function controlQueries(fields: Pick<ControlFields, 'sends' | 'confirmExpr'>): string[] {
  const expr = fields.confirmExpr ?? sentSeries(fields);
  return expr === undefined ? [] : [expr];
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}
