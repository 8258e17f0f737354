import { CodeLine } from '../../../components/code-line.tsx';
import { formatAge } from '../../../components/format/format-age.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { waitingLine } from '../../../components/text/reading-line.ts';
import { ControlForm } from '../control/control-form.tsx';
import type { ControlState } from '../control/control-state.ts';
import { controlState } from '../control/control-state.ts';
import { listenLine } from '../control/listen-line.ts';
import { tellPress } from '../control/tell-press.ts';
import type { Sends } from '../kinds/control.ts';
import type { Panel, PanelView, Standing } from '../panel.ts';

/** Something that can be pressed, with how it stands now. */
export const control: Panel<'control'> = {
  kind: 'control',
  gallery: {
    ...{ label: 'Control', icon: 'control', about: 'A switch, button, slider, choice or text', size: { w: 6, h: 4 } },
    suits({ kind, name }) {
      if (kind !== 'event' && !(kind === 'other' && name === 'press')) return undefined;
      return { control: 'switch', sends: { to: 'event', topic: kind === 'event' ? name : 'switch' } };
    },
  },
  awaits: ({ title }) => title,

  /** What a person presses has no usual interval; what a device reports has. */
  standing(definition, view): Standing | undefined {
    // The values that were chosen lead nowhere, and the note says why.
    if (view.note !== undefined && view.control === undefined) return undefined;
    const state = controlState(definition, view);
    if (!state) return { state: 'empty', age: 'nothing yet' };
    if (definition.confirmExpr !== undefined) return freshnessOf(state.atMs, state.intervalMs, view.nowMs);
    return { state: 'live', age: formatAge(view.nowMs - state.atMs) };
  },

  draw(definition, view) {
    const state = controlState(definition, view);
    const told = tellPress(definition, state, view);
    return (
      <div class={`control control--${definition.control}`}>
        <ControlForm definition={definition} state={state} href={view.control?.href} />
        {told && (
          <p class={told.status === 'none' ? 'control__told' : `control__told control__told--${told.status}`}>
            {told.words}
          </p>
        )}
        {!state && !told && view.control?.href && <Listen sends={definition.sends} origin={view.control.origin} />}
      </div>
    );
  },

  text(definition, view, text) {
    const state = controlState(definition, view);
    const words = [state?.words ?? 'nothing yet', tellPress(definition, state, view)?.words, ageOf(state, view)];
    return [waitingLine(definition.title, words.filter(Boolean).join(' · '), text)];
  },

  table(definition, view) {
    const state = controlState(definition, view);
    const columns = [
      { label: 'time', unit: 'unix-ms' },
      { label: definition.title, unit: definition.unit },
    ];
    return { columns, rows: state ? [[state.atMs, state.value]] : [] };
  },
};

function ageOf(state: ControlState | undefined, { nowMs }: PanelView): string {
  return state ? formatAge(nowMs - state.atMs) : '';
}

/** How a device hears of it, while nothing has been sent. */
function Listen({ sends, origin }: { readonly sends: Sends; readonly origin: string }) {
  const { words, code } = listenLine(sends, origin);
  return (
    <div class="control__listen">
      <p>{words}</p>
      {code !== undefined && <CodeLine text={code} />}
    </div>
  );
}
