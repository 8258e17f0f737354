import type { Child } from 'hono/jsx';
import { Button } from '../../../components/button.tsx';
import type { PanelOf } from '../definition.ts';
import { scaleOf, TEXT_MAX_CHARS, valuesOf } from '../kinds/control.ts';
import type { ControlState } from './control-state.ts';

export interface ControlFormProps {
  readonly definition: PanelOf<'control'>;
  readonly state: ControlState | undefined;
  /** Where it is posted; undefined for who may only look. */
  readonly href: string | undefined;
}

/** What is pressed. Who may only look sees the same, and can press nothing: it may then stand within another form. */
export function ControlForm(props: ControlFormProps) {
  const { definition, href } = props;
  const parts = PARTS[definition.control](props);
  if (href === undefined) return <div class="control__form">{parts}</div>;
  return (
    <form class="control__form" {...formOf(definition, href)}>
      {parts}
      {definition.question !== undefined &&
        [...valuesIn(href)].map(([name, value]) => <input type="hidden" {...{ name, value }} />)}
    </form>
  );
}

/** A form that asks by GET drops what its own address says. */
function valuesIn(href: string): URLSearchParams {
  return new URL(href, 'http://localhost').searchParams;
}

/** A question is asked on a page of its own; all else is sent in place where there is script. */
function formOf({ question, control }: PanelOf<'control'>, href: string): Readonly<Record<string, string>> {
  if (question !== undefined) return { method: 'get', action: href };
  const trigger = control === 'slider' ? { 'hx-trigger': 'submit, change delay:150ms' } : {};
  const inPlace = { 'hx-post': href, 'hx-target': '#toasts', 'hx-swap': 'innerHTML', 'hx-sync': 'this:queue last' };
  return { method: 'post', action: href, ...inPlace, ...trigger };
}

const PARTS: Readonly<Record<PanelOf<'control'>['control'], (props: ControlFormProps) => Child>> = {
  button: ({ definition, href }) => (
    <Button look="solid" size="large" disabled={href === undefined}>
      {definition.label ?? definition.title}
    </Button>
  ),

  switch({ definition, state, href }) {
    const { on, off } = valuesOf(definition);
    const isOn = state?.value === on;
    const isKnown = isOn || state?.value === off;
    return (
      <button
        class="control__switch"
        id={`control-${definition.id}`}
        type="submit"
        name="value"
        value={isOn ? 'off' : 'on'}
        role="switch"
        aria-checked={isOn ? 'true' : 'false'}
        aria-label={definition.title}
        disabled={href === undefined}
        {...(isKnown ? {} : { 'data-unknown': '' })}
      >
        <span class="control__track" aria-hidden="true" />
        <span class="control__word">{isKnown ? (isOn ? 'On' : 'Off') : (state?.words ?? 'Not known yet')}</span>
      </button>
    );
  },

  slider({ definition, state, href }) {
    const { min, max, step } = scaleOf(definition);
    const value = typeof state?.value === 'number' ? Math.min(max, Math.max(min, state.value)) : min;
    return (
      <>
        <p class="control__value">{state?.words ?? '—'}</p>
        <div class="control__line">
          <input
            class="control__slider"
            id={`control-${definition.id}`}
            type="range"
            name="value"
            {...{ min, max, step }}
            value={value}
            aria-label={definition.title}
            aria-valuetext={state?.words}
            disabled={href === undefined}
          />
          {href !== undefined && <Button size="small">Set</Button>}
        </div>
      </>
    );
  },

  choice: ({ definition, state, href }) => (
    <fieldset class="control__choice" aria-label={definition.title}>
      {definition.options!.map(({ value, label }) => (
        <button
          class="control__option"
          type="submit"
          name="value"
          value={String(value)}
          aria-pressed={String(value) === String(state?.value) ? 'true' : 'false'}
          disabled={href === undefined}
        >
          {label}
        </button>
      ))}
    </fieldset>
  ),

  text: ({ definition, state, href }) => (
    <>
      <p class="control__text">{state?.words ?? '—'}</p>
      {href !== undefined && (
        <div class="control__line">
          <label class="box control__box">
            <input
              class="box__control"
              id={`control-${definition.id}`}
              name="value"
              maxlength={definition.maxChars ?? TEXT_MAX_CHARS}
              required
              aria-label={definition.title}
              autocomplete="off"
            />
          </label>
          <Button>Send</Button>
        </div>
      )}
    </>
  ),
};
