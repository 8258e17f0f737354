import { z } from 'zod';
import { bareType, kindShape } from './kind-shape.ts';

/** A setting that only some kinds have, and the control that fits it. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  readonly control: 'flag' | 'choice' | 'number' | 'text' | 'list';
  /** Of a choice. */
  readonly options: readonly string[];
  readonly isOptional: boolean;
}

/** What the other parts of the form are for, and what moves the panel. */
const ELSEWHERE = new Set([
  ...['kind', 'id', 'title', 'subtitle', 'w', 'h', 'x', 'y', 'queries', 'repeat', 'isCollapsed'],
  ...['unit', 'decimals', 'min', 'max', 'noValue', 'thresholds', 'mappings', 'overrides'],
]);

/** The settings of a kind as its schema has them, so that a kind that is added has a form at once. Lists of parts stay as they are. */
export function settingFields(kind: string): SettingField[] {
  return Object.entries(kindShape(kind)).flatMap(([name, type]) => {
    if (ELSEWHERE.has(name)) return [];
    const { bare, isOptional } = bareType(type);
    const found = controlOf(bare);
    return found ? [{ name, label: LABELS[name] ?? wordsOf(name), isOptional, ...found }] : [];
  });
}

function controlOf(type: z.core.$ZodType): Pick<SettingField, 'control' | 'options'> | undefined {
  if (type instanceof z.ZodBoolean) return { control: 'flag', options: [] };
  if (type instanceof z.ZodEnum) return { control: 'choice', options: type.options.map(String) };
  if (type instanceof z.ZodNumber) return { control: 'number', options: [] };
  if (type instanceof z.ZodString) return { control: 'text', options: [] };
  if (type instanceof z.ZodArray && bareType(type.def.element).bare instanceof z.ZodString)
    return { control: 'list', options: [] };
  return undefined;
}

/** Where the name alone would not say it. */
const LABELS: Readonly<Record<string, string>> = {
  topics: 'Topics of events',
  stream: 'Log stream',
  name: 'Name',
  maxExpr: 'End of the scale, in PromQL',
  warn: 'Warn from (share of the scale)',
  crit: 'Critical from (share of the scale)',
};

/** `isStacked` becomes `Stacked`, `barWidth` becomes `Bar width`. */
function wordsOf(name: string): string {
  const words = name
    .replace(/^(is|has|shows)(?=[A-Z])/, '')
    .replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
  return words[0]!.toUpperCase() + words.slice(1);
}
