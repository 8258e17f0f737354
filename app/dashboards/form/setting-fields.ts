import { z } from 'zod';
import { ControlPanel } from '../kinds/control.ts';
import { placed } from '../kinds/placed.ts';
import { bareType, kindShape, type Shape } from './kind-shape.ts';

/** A setting that only some kinds have, and the control that fits it. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  readonly control: 'flag' | 'choice' | 'number' | 'text' | 'long' | 'list';
  /** Of a choice. */
  readonly options: readonly string[];
  readonly isOptional: boolean;
}

/** What the other parts of the form are for, and what moves the panel. */
const ELSEWHERE = new Set([
  ...['kind', 'id', 'title', 'subtitle', 'w', 'h', 'x', 'y', 'queries', 'isCollapsed'],
  ...['unit', 'decimals', 'min', 'max', 'noValue', 'thresholds', 'mappings', 'overrides'],
]);

/** A control has fields of its own for all but what every panel has. */
const OF_CONTROLS = new Set([
  ...ELSEWHERE,
  ...Object.keys(ControlPanel.shape).filter(name => !(name in placed)),
  'subtitle',
]);

/** Texts that may be longer have room for several lines. */
const LONG_TEXT_CHARS = 1000;

/**
 * The settings of a kind as its schema has them, so that a kind that is added has a form at once. Those of a part are named after both:
 * `sort.by`. Lists of parts have no field, and stay as they are.
 */
export function settingFields(kind: string): SettingField[] {
  const elsewhere = kind === 'control' ? OF_CONTROLS : ELSEWHERE;
  const shown = Object.entries(kindShape(kind)).filter(([name]) => !elsewhere.has(name));
  return shown.flatMap(([name, type]) => {
    const { bare, isOptional } = bareType(type);
    if (!(bare instanceof z.ZodObject)) return fieldOf(name, bare, isOptional);
    return Object.entries(bare.shape as Shape).flatMap(([part, inner]) =>
      // Where the whole may be left out, so may each of its parts: what is wrong with the rest is said.
      fieldOf(`${name}.${part}`, bareType(inner).bare, isOptional || bareType(inner).isOptional),
    );
  });
}

function fieldOf(name: string, type: z.core.$ZodType, isOptional: boolean): SettingField[] {
  const found = controlOf(type);
  return found ? [{ name, label: LABELS[name] ?? wordsOf(name), isOptional, ...found }] : [];
}

function controlOf(type: z.core.$ZodType): Pick<SettingField, 'control' | 'options'> | undefined {
  if (type instanceof z.ZodBoolean) return { control: 'flag', options: [] };
  if (type instanceof z.ZodEnum) return { control: 'choice', options: type.options.map(String) };
  if (type instanceof z.ZodNumber) return { control: 'number', options: [] };
  if (type instanceof z.ZodString)
    return { control: (type.maxLength ?? 0) > LONG_TEXT_CHARS ? 'long' : 'text', options: [] };
  if (type instanceof z.ZodArray && bareType(type.def.element).bare instanceof z.ZodString)
    return { control: 'list', options: [] };
  return undefined;
}

/** Where the name alone would not say it. */
const LABELS: Readonly<Record<string, string>> = {
  repeat: 'One for each value of',
  topics: 'Topics of events',
  stream: 'Log stream',
  name: 'Name',
  markdown: 'Text, in Markdown',
  'sort.by': 'Sorted by',
  'sort.direction': 'Direction',
  words: 'Only those with these words',
  measure: 'Long as',
  isHistogram: 'Buckets of a histogram',
  hasBars: 'Bars behind the values',
  maxExpr: 'End of the scale, in PromQL',
  warn: 'Warn from (share of the scale)',
  crit: 'Critical from (share of the scale)',
};

/** `isStacked` becomes `Stacked`, `barWidth` becomes `Bar width`. */
function wordsOf(name: string): string {
  const words = name
    .replace('.', ' ')
    .replace(/^(is|has|shows)(?=[A-Z])/, '')
    .replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
  return words[0]!.toUpperCase() + words.slice(1);
}
