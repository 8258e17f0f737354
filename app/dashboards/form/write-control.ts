import type { PanelOf } from '../definition.ts';

const PARTS = ['label', 'value', 'on', 'off', 'min', 'max', 'step', 'unit', 'maxChars'] as const;

/** A control as the fields of its form; `read-control.ts` reads them back. */
export function writeControl(fields: URLSearchParams, panel: PanelOf<'control'>): void {
  const set = (name: string, value: unknown) => value !== undefined && fields.set(name, String(value));
  const { control, sends, confirmExpr, question, options = [] } = panel;
  const { to, ...where } = sends;
  set('control', control);
  set('sends', to);
  for (const [name, value] of Object.entries(where)) set(`sends.${name}`, value);
  for (const [name, value] of Object.entries({ confirmExpr, question })) set(name, value);
  for (const name of PARTS) set(name, panel[name]);
  options.forEach(({ label, value }, at) => {
    set(`options.${at}.label`, label);
    set(`options.${at}.value`, value);
  });
}
