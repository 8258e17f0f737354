import type { Histogram } from '../http/metering/histogram.ts';
import type { ScreenTimings } from '../http/metering/screen-timings.ts';
import {
  STREAM_ENDS,
  STREAM_KINDS,
  STREAM_LIMITS,
  type StreamCounts,
  type StreamKind,
} from '../http/metering/stream-counts.ts';
import type { ScreenStats } from '../http/screen.ts';
import type { Lag } from '../http/stream-gate.ts';
import { durations } from './durations.ts';
import { type Family, type Sample, single } from './family.ts';

/** The way from a commit to those who look, as it is just now; counts are those since the start. */
export interface LiveState {
  readonly streams: StreamCounts;
  readonly lag: Readonly<Record<StreamKind, Lag>>;
  readonly openScreens: number;
  readonly screenStats: ScreenStats;
  readonly screenTimings: ReadonlyMap<string, ScreenTimings>;
  readonly tellingDelay: Histogram;
  readonly queryDurations: { readonly live: Histogram; readonly asked: Histogram };
}

/** Streams whose readers share what they read: one can see how far each is, and who is behind skips to the newest. */
const KINDS_IN_VIEW = ['page', 'images'] as const satisfies readonly StreamKind[];

/** The metrics of the live path. */
export function liveFamilies(state: LiveState): Family[] {
  return [...ofStreams(state), ...ofTraffic(state), ...ofLag(state), ...ofScreens(state)];
}

function ofStreams({ streams }: LiveState): Family[] {
  const counter = (name: string, help: string, samples: Sample[]): Family => ({ name, type: 'counter', help, samples });
  return [
    {
      name: 'telltale_streams_open',
      type: 'gauge',
      help: 'Live streams to browsers and programs that are open, and senders without an end.',
      samples: STREAM_KINDS.map(kind => ({ value: streams.open[kind], labels: { kind } })),
    },
    counter(
      'telltale_streams_ended_total',
      'Streams that have ended, by why.',
      STREAM_KINDS.flatMap(kind =>
        STREAM_ENDS.map(reason => ({ value: streams.ended[kind][reason], labels: { kind, reason } })),
      ),
    ),
    counter(
      'telltale_streams_refused_total',
      'Streams that were refused, by the limit that was reached.',
      STREAM_KINDS.flatMap(kind =>
        STREAM_LIMITS.map(limit => ({ value: streams.refused[kind][limit], labels: { kind, limit } })),
      ),
    ),
  ];
}

/** All that goes out; what senders bring is counted as ingest. */
function ofTraffic({ streams: { traffic } }: LiveState): Family[] {
  const kinds = STREAM_KINDS.filter(kind => kind !== 'sender');
  return [
    {
      name: 'telltale_stream_frames_total',
      type: 'counter',
      help: 'Frames that were sent to viewers.',
      samples: kinds.map(kind => ({ value: traffic[kind].frames, labels: { kind } })),
    },
    {
      name: 'telltale_stream_bytes_total',
      type: 'counter',
      help: 'Their bytes, before and after compression.',
      samples: kinds.flatMap(kind => [
        { value: traffic[kind].bytesBefore, labels: { kind, side: 'before' } },
        { value: traffic[kind].bytesAfter, labels: { kind, side: 'after' } },
      ]),
    },
    {
      name: 'telltale_stream_conflations_total',
      type: 'counter',
      help: 'Times a viewer that was behind was brought to the newest state in one step.',
      samples: KINDS_IN_VIEW.map(kind => ({ value: traffic[kind].conflations, labels: { kind } })),
    },
  ];
}

function ofLag({ lag }: LiveState): Family[] {
  const gauge = (name: string, help: string, pick: (lag: Lag) => number): Family => ({
    ...{ name, type: 'gauge', help },
    samples: KINDS_IN_VIEW.map(kind => ({ value: pick(lag[kind]), labels: { kind } })),
  });
  return [
    gauge('telltale_streams_behind', 'Viewers who take nothing just now, while frames wait.', ({ readers }) => readers),
    gauge(
      'telltale_stream_lag_frames',
      'Frames that wait for the viewer who is furthest behind.',
      ({ frames }) => frames,
    ),
    gauge('telltale_stream_lag_seconds', 'How long the frame has waited that waits longest.', ({ ms }) => ms / 1000),
  ];
}

function ofScreens(state: LiveState): Family[] {
  const { screenStats, queryDurations } = state;
  const timings = [...state.screenTimings].map(([screen, { draw, delay }]) => ({ labels: { screen }, draw, delay }));
  return [
    single('telltale_screens_open', 'gauge', 'Screens: what all who look at the same share.', state.openScreens),
    single('telltale_stream_memory_bytes', 'gauge', 'Memory that screens keep for viewers.', screenStats.memoryBytes),
    single('telltale_stream_leases', 'gauge', 'Pieces of it that are on their way.', screenStats.leases),
    durations('telltale_commit_delay_seconds', 'From a commit of readings until the server has heard of it.', [
      { histogram: state.tellingDelay },
    ]),
    durations(
      'telltale_screen_delay_seconds',
      'From then until it was drawn and written to every viewer that had room.',
      timings.map(({ labels, delay }) => ({ labels, histogram: delay })),
    ),
    durations(
      'telltale_screen_draw_seconds',
      'Time to draw a screen.',
      timings.map(({ labels, draw }) => ({ labels, histogram: draw })),
    ),
    durations(
      'telltale_query_seconds',
      'Time to evaluate PromQL: all of the live panels each second, or as it is asked.',
      [
        { labels: { kind: 'live' }, histogram: queryDurations.live },
        { labels: { kind: 'asked' }, histogram: queryDurations.asked },
      ],
    ),
  ];
}
