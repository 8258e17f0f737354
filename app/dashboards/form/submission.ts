import { PanelDefinition } from '../definition.ts';
import type { GalleryEntry } from '../gallery/gallery-entry.ts';
import { panels } from '../panels.ts';
import { performAct } from './perform-act.ts';

/** A form as it was sent, after what its button does to its rows. */
export interface Submission {
  readonly fields: URLSearchParams;
  readonly act: string;
  /** Only rows were changed, which is nothing to lead away for. */
  readonly changesRows: boolean;
  /** The panel as the page had it when it was changed; undefined: it does not say, and means all of it. */
  readonly base: PanelDefinition | undefined;
  /** To what both changed: `mine title`. */
  readonly answer: { readonly path: string; readonly isMine: boolean } | undefined;
  readonly editor: string;
  /** Before what the button does. */
  readonly turn: number;
}

const ROW_ACTS = /^(add|remove|promql|sentence|use) /;

export function readSubmission(form: URLSearchParams): Submission {
  const act = form.get('act') ?? 'save';
  return {
    answer: readAnswer(act),
    ...{ act, changesRows: ROW_ACTS.test(act), fields: performAct(form, act) },
    ...{ base: readBase(form.get('base') ?? ''), editor: form.get('editor') ?? '' },
    turn: Number(form.get('turn')) || 0,
  };
}

function readAnswer(act: string): Submission['answer'] {
  const [, whose, path] = /^(mine|theirs) (.*)$/.exec(act) ?? [];
  return whose === undefined || path === undefined ? undefined : { path, isMine: whose === 'mine' };
}

function readBase(text: string): PanelDefinition | undefined {
  try {
    return PanelDefinition.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // a page of another version
  }
}

/** A panel to read the form of one that is gone against: of the kind and as large as such panels are. */
export function blankPanel(id: string, { fields }: Submission): PanelDefinition {
  const kind = fields.get('kind') ?? 'line';
  const table: Readonly<Record<string, { readonly gallery?: Pick<GalleryEntry<'line'>, 'size'> }>> = panels;
  const size = table[kind]?.gallery?.size ?? { w: 12, h: 7 };
  return { kind, id, title: '', ...size } as unknown as PanelDefinition;
}
