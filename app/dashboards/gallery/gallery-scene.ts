import type { Scene } from '../../http/live.ts';
import { runScreen } from '../../http/run-screen.ts';
import type { PanelDefinition } from '../definition.ts';
import { type BoardSources, startBoard } from '../live.ts';
import { findRange } from '../range.ts';
import { boardView } from '../view/board-view.ts';
import type { Proposal } from './propose-panels.ts';
import { type SignalAddress, writeSignal } from './signal-address.ts';

/** What previews show of the past. */
const RANGE = findRange('15m');
/** Rows of a preview: it is as wide as there is room. */
const PREVIEW_ROWS = 6;

export const previewId = (kind: string) => `preview-${kind}`;

/** Each kind that suits a signal, drawn small with what is there, and kept moving. */
export function galleryScene(sources: BoardSources, signal: SignalAddress, proposals: readonly Proposal[]): Scene {
  const panels = proposals.map(({ panel }) => ({ ...panel, w: 24, h: PREVIEW_ROWS }) as PanelDefinition);
  return {
    // More series of a signal make other queries of it.
    name: `gallery ${writeSignal(signal)} ${JSON.stringify(panels.map(panel => 'queries' in panel && panel.queries))}`,
    start: () =>
      runScreen(async events => {
        const board = await startBoard(sources, {
          definition: { panels },
          view: boardView(RANGE, sources.timeZone),
          ...events,
        });
        return {
          draw: () =>
            board.draw().map((region, at) => {
              const id = previewId(panels[at]!.kind);
              return { id, open: `<div class="cloth" id="${id}">`, regions: [region], close: '</div>' };
            }),
          stop: board.stop,
        };
      }, sources.onError),
  };
}
