import { type ControlFields, scaleOf, TEXT_MAX_CHARS, valuesOf } from '../dashboards/kinds/control.ts';

/** What was pressed: the value that is sent, and the same as devices hear it. */
export type Pressed = { readonly value: number | string; readonly wire: string } | { readonly problem: string };

const TEXT_DEFAULT_CHARS = 200;
/** Fractions of decimals do not add up; a step that is missed by less than this share of it is met. */
const STEP_TOLERANCE = 1e-6;

/** Checks what somebody, or a program, sends for a control. */
export function readValue(fields: ControlFields, given: unknown): Pressed {
  switch (fields.control) {
    case 'button': {
      const { value = 1 } = fields;
      return { value, wire: fields.value === undefined ? 'pressed' : String(value) };
    }
    case 'switch':
      return readSwitch(fields, given);
    case 'slider':
      return readNumber(fields, given);
    case 'choice': {
      const option = fields.options!.find(({ value }) => String(value) === String(given));
      if (option) return { value: option.value, wire: String(option.value) };
      return { problem: `Choose one of ${fields.options!.map(({ value }) => value).join(', ')}.` };
    }
    case 'text':
      return readText(fields, given);
  }
}

function readSwitch(fields: ControlFields, given: unknown): Pressed {
  const { on, off } = valuesOf(fields);
  const text = String(given);
  if (text === 'on' || given === true || text === String(on)) return { value: on, wire: 'on' };
  if (text === 'off' || given === false || text === String(off)) return { value: off, wire: 'off' };
  return { problem: 'A switch is on or off.' };
}

function readNumber(fields: ControlFields, given: unknown): Pressed {
  const { min, max, step } = scaleOf(fields);
  const text = typeof given === 'string' ? given.trim() : given;
  const value = text === '' || (typeof text !== 'string' && typeof text !== 'number') ? Number.NaN : Number(text);
  const isOnScale = value >= min && value <= max;
  if (!isOnScale) return { problem: `Send a number from ${min} to ${max}.` };
  const steps = (value - min) / step;
  const isStep = Math.abs(steps - Math.round(steps)) < STEP_TOLERANCE * Math.max(1, steps) || value === max;
  if (!isStep) return { problem: `Send a number in steps of ${step} from ${min}.` };
  return { value, wire: String(value) };
}

function readText({ maxChars = TEXT_DEFAULT_CHARS }: ControlFields, given: unknown): Pressed {
  const text =
    typeof given === 'string'
      ? given
          .replace(/[\r\n]+/g, ' ')
          .trim()
          .toWellFormed()
      : '';
  if (text === '') return { problem: 'Write something first.' };
  const most = Math.min(maxChars, TEXT_MAX_CHARS);
  return text.length > most ? { problem: `Write at most ${most} characters.` } : { value: text, wire: text };
}
