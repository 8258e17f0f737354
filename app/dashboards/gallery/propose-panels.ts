import { titleOfQuery } from '../../promql/explain/title-of-query.ts';
import { PanelDefinition } from '../definition.ts';
import { panels } from '../panels.ts';
import type { ChosenSignal } from './chosen-signal.ts';
import type { GalleryEntry } from './gallery-entry.ts';

/** A panel that would show a signal, as its kind suggests. Its id is that of its kind until it is added. */
export interface Proposal {
  readonly entry: Pick<GalleryEntry<PanelDefinition['kind']>, 'label' | 'icon' | 'about'>;
  readonly panel: PanelDefinition;
}

/** The kinds that suit a signal, in the order of the table of panels. */
export function proposePanels(signal: ChosenSignal): Proposal[] {
  return Object.entries(panels).flatMap(([kind, { gallery }]) => {
    const entry = gallery as GalleryEntry<PanelDefinition['kind']> | undefined;
    const settings = entry?.suits(signal);
    if (!entry || !settings) return [];
    const { success, data } = PanelDefinition.safeParse({
      ...{ kind, id: kind, title: titleOf(signal), ...aboutOf(signal) },
      ...{ ...entry.size, ...settings },
    });
    // A kind must not offer what could not be kept.
    return success ? [{ entry, panel: data }] : [];
  });
}

const OTHER_TITLES: Readonly<Record<string, string>> = {
  dashboards: 'Dashboards',
  press: 'Switch',
  server: 'This server',
  words: 'Notes',
};

function titleOf(signal: ChosenSignal): string {
  if (signal.kind === 'other') return OTHER_TITLES[signal.name] ?? '';
  return titleOfQuery(signal.kind === 'reading' ? signal.metric : signal.name);
}

function aboutOf(signal: ChosenSignal): { subtitle?: string } {
  return signal.kind === 'reading' && signal.about !== undefined ? { subtitle: signal.about.slice(0, 200) } : {};
}
