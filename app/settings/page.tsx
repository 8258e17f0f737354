import { Sections } from '../../components/sections.tsx';
import type { Session } from '../auth/kept/sessions.ts';
import type { Token } from '../auth/kept/tokens.ts';
import type { FiledBoard } from '../dashboards/folder/filed-board.ts';
import { FilesSheet } from '../dashboards/folder/files-sheet.tsx';
import type { Cardinality } from '../history/history.ts';
import { Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { SeriesSheet } from './series-sheet.tsx';
import { Server } from './server.tsx';
import type { ServerFacts } from './server-facts.ts';
import { Sessions } from './sessions.tsx';
import { Tokens } from './tokens.tsx';
import { Troubles } from './troubles.tsx';
import { You } from './you.tsx';

export interface SettingsProps {
  /** Undefined for an admin token, which has neither name nor sessions. */
  readonly person?: { readonly name: string; readonly hasPassword: boolean; readonly sessionHash: string };
  readonly tokens: readonly Token[];
  readonly sessions: readonly Session[];
  readonly cardinality: Cardinality;
  readonly facts: ServerFacts;
  /** Dashboards that lie as files in the data folder. */
  readonly files: readonly FiledBoard[];
  readonly nowMs: number;
  /** The one that was chosen; undefined: that of the browser. */
  readonly timeZone: string | undefined;
  /** A token that was just made: its secret is shown this once. */
  readonly made?: { readonly name: string; readonly secret: string };
  readonly error?: { readonly field: 'name' | 'password' | 'token'; readonly message: string };
}

export function SettingsPage({ shell, ...props }: SettingsProps & { readonly shell: PageShell }) {
  return (
    <Page shell={shell} title="Settings" room="settings" acts={<AuditLink />}>
      <SettingsContent {...props} />
    </Page>
  );
}

function AuditLink() {
  return (
    <a class="link" href={routes.audit.href()}>
      Audit log
    </a>
  );
}

/** What the page holds below its title. */
export function SettingsContent(props: SettingsProps) {
  return (
    <Sections label="Settings" links={sectionsOf(props)}>
      {hasTroubles(props.facts) && <Troubles {...props} />}
      <You {...props} />
      <Tokens {...props} />
      <Sessions {...props} />
      <SeriesSheet {...props} />
      {props.files.length > 0 && <FilesSheet boards={props.files} />}
      <Server {...props} />
    </Sections>
  );
}

function hasTroubles({ troubles }: ServerFacts): boolean {
  return troubles.length > 0;
}

type Section = readonly [id: string, label: string];

function sectionsOf({ facts, files }: SettingsProps): readonly Section[] {
  const trouble: Section[] = hasTroubles(facts) ? [['trouble', 'Trouble']] : [];
  const filed: Section[] = files.length > 0 ? [['dashboard-files', 'Dashboard files']] : [];
  return [...trouble, ...SECTIONS, ...filed, ['server', 'This server']];
}

const SECTIONS: readonly Section[] = [
  ['you', 'You'],
  ['tokens', 'Tokens'],
  ['sessions', 'Sessions'],
  ['series', 'Series'],
];
