import { formatValueText } from '../../../components/format/format-value.ts';
import type { PanelOf } from '../definition.ts';
import { sentSeries, valuesOf } from '../kinds/control.ts';
import type { PanelView } from '../panel.ts';

/** How a control stands: by what its device says, or else by what was sent last. */
export interface ControlState {
  readonly value: number | string;
  /** In the words of the control: `on`, `21.5 °C`, the label of an option. */
  readonly words: string;
  readonly atMs: number;
  readonly intervalMs: number | undefined;
}

type Raw = Omit<ControlState, 'words'> & { readonly unit: string };

/** Undefined: nothing is known yet. Whatever is newest counts, whoever sent it. */
export function controlState(definition: PanelOf<'control'>, view: PanelView): ControlState | undefined {
  const raw = rawState(definition, view);
  if (!raw) return undefined;
  const { unit, ...state } = raw;
  return { ...state, words: wordsOf(definition, state.value, definition.unit ?? unit) };
}

function rawState(definition: PanelOf<'control'>, { queries, events, control }: PanelView): Raw | undefined {
  const series = queries.flat();
  const own = sentSeries(definition);
  const reading = definition.confirmExpr === undefined ? series.find(({ key }) => key === own) : series[0];
  if (definition.confirmExpr !== undefined || definition.sends.to === 'series') return reading;
  const event = definition.sends.to === 'event' ? events.findLast(({ kind }) => kind === 'message') : undefined;
  if (event) return { value: valueIn(definition, event.message), atMs: event.atMs, intervalMs: undefined, unit: '' };
  const press = control?.press;
  const isSent = press?.outcome === 'sent' && definition.sends.to === 'webhook';
  return isSent ? { value: press.value, atMs: press.atMs, intervalMs: undefined, unit: '' } : undefined;
}

/** An event is a text; of a switch and a slider it means a number. */
function valueIn(definition: PanelOf<'control'>, message: string): number | string {
  if (definition.control === 'switch') {
    const { on, off } = valuesOf(definition);
    if (message === 'on') return on;
    if (message === 'off') return off;
  }
  const isNumber = definition.control !== 'text' && message.trim() !== '' && Number.isFinite(Number(message));
  return isNumber ? Number(message) : message;
}

function wordsOf(definition: PanelOf<'control'>, value: number | string, unit: string): string {
  if (definition.control === 'switch') {
    const { on, off } = valuesOf(definition);
    if (value === on) return 'on';
    if (value === off) return 'off';
  }
  const option = definition.options?.find(each => String(each.value) === String(value));
  if (definition.control === 'choice' && option) return option.label;
  return typeof value === 'number' ? formatValueText(value, unit) : value;
}
