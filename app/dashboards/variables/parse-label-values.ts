import { liveProblem } from '../../promql/live/live-problem.ts';
import { templateProblem } from './template-problem.ts';

export interface LabelValues {
  readonly label: string;
  /** Of these series; undefined: of all. */
  readonly selector: string | undefined;
}

const CALL = /^\s*label_values\s*\((.*)\)\s*$/s;
const LABEL = /^\s*("?)([A-Za-z_][\w.:-]*)\1\s*$/;

/** Reads `label_values(label)` and `label_values(selector, label)`; undefined: it is neither. */
export function parseLabelValues(text: string): LabelValues | undefined {
  const [, inside] = CALL.exec(text) ?? [];
  if (inside === undefined) return undefined;
  const comma = inside.lastIndexOf(',');
  const [, , label] = LABEL.exec(inside.slice(comma + 1)) ?? [];
  if (label === undefined) return undefined;
  return { label, selector: comma < 0 ? undefined : inside.slice(0, comma).trim() };
}

/** Why a text is no query for values, as a sentence; undefined: it is one. */
export function labelValuesProblem(text: string): string | undefined {
  const parsed = parseLabelValues(text);
  if (!parsed) return 'write label_values(label), or label_values(metric{label="value"}, label)';
  return parsed.selector === undefined ? undefined : templateProblem(parsed.selector, liveProblem);
}
