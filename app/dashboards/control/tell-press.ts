import { formatAge } from '../../../components/format/format-age.ts';
import type { PanelOf } from '../definition.ts';
import type { PanelView } from '../panel.ts';
import type { ControlState } from './control-state.ts';

export interface ToldPress {
  readonly words: string;
  readonly status: 'none' | 'warn' | 'crit';
}

/** A device that has not answered for so long is missed. */
const ANSWER_MS = 10_000;
/** A press that went well is spoken of for so long. */
const FRESH_MS = 60_000;

/** What became of the newest press, where there is something to say that the state does not. */
export function tellPress(
  { confirmExpr, sends }: PanelOf<'control'>,
  state: ControlState | undefined,
  { control, nowMs }: PanelView,
): ToldPress | undefined {
  const press = control?.press;
  if (!press) return undefined;
  const { wire, outcome, result, atMs, who } = press;
  const ageMs = nowMs - atMs;
  if (outcome === 'waiting') return { words: `sending “${wire}” …`, status: 'none' };
  if (outcome !== 'sent') return { words: `“${wire}” was not sent: ${result}`, status: 'crit' };
  if (confirmExpr !== undefined && (state === undefined || state.atMs < atMs)) {
    const isMissed = ageMs > ANSWER_MS;
    const since = isMissed ? `no answer for ${formatAge(ageMs)}` : 'waiting for an answer';
    return { words: `sent “${wire}”, ${since}`, status: isMissed ? 'warn' : 'none' };
  }
  if (ageMs > FRESH_MS) return undefined;
  return { words: sends.to === 'webhook' ? `${result}, pressed by ${who}` : `pressed by ${who}`, status: 'none' };
}
