import type { Identity } from '../auth/identity.ts';
import type { AuthStore } from '../auth/store.ts';
import type { BoardFolder } from '../dashboards/folder/board-folder.ts';
import type { History } from '../history/history.ts';
import { chosenTimeZone } from '../http/time-zone.ts';
import type { SettingsProps } from './page.tsx';
import type { ServerFacts } from './server-facts.ts';

export interface SettingsSources {
  readonly store: AuthStore;
  readonly now: () => number;
  readonly facts: () => Promise<ServerFacts>;
  readonly history: Pick<History, 'cardinality'>;
  readonly files: Pick<BoardFolder, 'list'>;
}

/** What the page says to the one who asks. A token has no name, no password and no sessions. */
export async function gatherSettings(
  { store, now, facts, history, files }: SettingsSources,
  who: Identity,
  request: Request,
): Promise<SettingsProps> {
  const owner = store.owner();
  const person =
    who.kind === 'person'
      ? { name: owner?.name ?? '', hasPassword: Boolean(owner?.passwordHash), sessionHash: who.sessionHash }
      : undefined;
  return {
    tokens: store.tokens(),
    sessions: who.kind === 'person' ? store.sessions(who.personId) : [],
    cardinality: await history.cardinality(),
    facts: await facts(),
    files: files.list(),
    nowMs: now(),
    timeZone: chosenTimeZone(request),
    ...(person && { person }),
  };
}
