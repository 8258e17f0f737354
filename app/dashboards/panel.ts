import type { Child } from 'hono/jsx';
import type { Domain } from '../../components/chart/scale.ts';
import type { ChartGrid } from '../../components/chart/series.ts';
import type { TerminalText } from '../../components/text/terminal-text.ts';
import type { YarnState } from '../../components/yarn.tsx';
import type { Press } from '../controls/store.ts';
import type { KeptEvent } from '../events/kept/event.ts';
import type { Labels } from '../history/reading.ts';
import type { Extremes } from '../history/window.ts';
import type { ImageState } from '../images/kept/picture.ts';
import type { JobView } from '../jobs/runs/job-view.ts';
import type { KeptLine } from '../logs/log-line.ts';
import type { PanelDefinition, PanelOf } from './definition.ts';
import type { GalleryEntry } from './gallery/gallery-entry.ts';
import type { Verdict } from './look/judge-value.ts';
import type { RoomMemory } from './look/keep-room.ts';
import type { FractionMemory } from './look/saw-fractions.ts';
import type { Scope } from './variables/variable-values.ts';

/** One series as a panel draws it. */
export interface PanelSeries {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly labels?: Labels | undefined;
  /** The newest reading. */
  readonly value: number;
  readonly atMs: number;
  readonly intervalMs: number | undefined;
  /** Means per step of the grid; undefined where there was no reading. */
  readonly values: readonly (number | undefined)[];
  /** The lowest and the highest reading of the range; undefined when there is none in it. */
  readonly extremes: Extremes | undefined;
  /** Number of its yarn, from 1, where it was given one. */
  readonly yarn?: number | undefined;
  /** The axis that it was given. */
  readonly axis?: 'left' | 'right' | undefined;
  readonly isDashed?: boolean | undefined;
  /** Drawn downwards from zero. */
  readonly isMirrored?: boolean | undefined;
}

/** A dashboard to lead to. */
export interface BoardLink {
  readonly slug: string;
  readonly title: string;
}

/** Everything a panel may look at. Nothing else: drawing is pure but for `memory`. */
export interface PanelView {
  readonly nowMs: number;
  readonly grid: ChartGrid;
  /** IANA name. */
  readonly timeZone: string;
  /** The series of each query, in the order of the definition. */
  readonly queries: readonly (readonly PanelSeries[])[];
  /** Why a query moves seldom, or shows nothing, as a sentence. */
  readonly note: string | undefined;
  /** The series of `maxExpr`, where the definition has one. */
  readonly limit: PanelSeries | undefined;
  readonly lines: readonly KeptLine[];
  /** Events of the topics that the panel names, oldest first. */
  readonly events: readonly KeptEvent[];
  /** The picture that the panel names; undefined: none of that name. */
  readonly image: ImageState | undefined;
  /** The job that the panel names; undefined: none of that name. */
  readonly job: JobView | undefined;
  /** Dashboards that there are, where the panel lists them. */
  readonly boards: readonly BoardLink[];
  /** What the panel does, where it can be pressed. */
  readonly control?: ControlView | undefined;
  /** What stands for the names of variables, where the panel puts them in by itself. */
  readonly scope?: Scope | undefined;
  /** Lasts as long as the screen: what was drawn last, so that figures and axes stay where they are. */
  readonly memory: PanelMemory;
}

export interface PanelMemory extends FractionMemory, RoomMemory {
  /** The axes, kept while the data fit them. */
  domain?: Domain | undefined;
  rightDomain?: Domain | undefined;
}

/** A control as it stands. */
export interface ControlView {
  /** Where a press is posted; undefined for who may only look. */
  readonly href: string | undefined;
  readonly press: Press | undefined;
  /** Where devices reach this server: `http://localhost:8355`. */
  readonly origin: string;
}

/** How far a panel can be believed, for its frame. */
export interface Standing {
  readonly state: YarnState;
  /** `1 s`, `late 4 s`. */
  readonly age?: string | undefined;
  /** What would be usual, where it is stale: `usually every 2 s`. */
  readonly usual?: string | undefined;
}

/** What a panel shows as plain rows, for files and for whoever reads rather than looks. */
export interface PanelTable {
  /** A column of moments has the unit `unix-ms`. Labels are names of series where these are the columns, and may be the same twice. */
  readonly columns: readonly { readonly label: string; readonly unit?: string | undefined }[];
  /** A cell for each column; undefined: nothing there. Numbers are as they were sent, and may be none (NaN). */
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

/**
 * A kind of panel: a definition and a view in, what stands below the header out. The frame around it (title, age, state,
 * "nothing yet") is the same for all kinds and drawn by `panel-frame.tsx`.
 *
 * @example
 * export const stat: Panel<'stat'> = {
 *   ...seriesPanel,
 *   kind: 'stat',
 *   draw: (definition, { queries }) => <Value number={queries[0]![0]!.value} />,
 * };
 *
 * A new kind is a schema in `kinds/`, a file in `panels/`, and a line in `definition.ts` and `panels.ts`.
 */
export interface Panel<Kind extends PanelDefinition['kind']> {
  readonly kind: Kind;
  /** How the gallery offers it; without one nobody chooses it there. */
  readonly gallery?: GalleryEntry<Kind>;
  /** On a phone it takes the whole width, however narrow it is elsewhere. */
  readonly isWide?: boolean;
  /** What it waits for while there is nothing to draw: `temperature`. */
  awaits(definition: PanelOf<Kind>): string;
  /** Undefined: there is nothing to draw yet, and nothing else is called. */
  standing(definition: PanelOf<Kind>, view: PanelView): Standing | undefined;
  /** How its one value stands, for the frame. Left out by kinds of many values, which say it beside each. */
  verdict?(definition: PanelOf<Kind>, view: PanelView): Verdict | undefined;
  draw(definition: PanelOf<Kind>, view: PanelView): Child;
  /** The whole panel, its title included, for a terminal. */
  text(definition: PanelOf<Kind>, view: PanelView, text: TerminalText): string[];
  /** Left out by kinds that show no data. Called only where there is something to draw. */
  table?(definition: PanelOf<Kind>, view: PanelView): PanelTable;
}
