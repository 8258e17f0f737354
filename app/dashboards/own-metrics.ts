/** Readings that the server makes of its own live path, from which the panel about it is drawn. */
export const OWN_METRICS = [
  'telltale_streams_open',
  'telltale_stream_frames_per_second',
  'telltale_stream_bytes_per_second',
  'telltale_viewers_behind',
  'telltale_viewer_lag_seconds',
  'telltale_live_delay_seconds',
  'telltale_event_loop_delay_seconds',
  'telltale_draw_seconds',
  'telltale_evaluation_seconds',
  'telltale_viewers_conflated_last_hour',
  'telltale_viewers_dropped_last_hour',
] as const;

export type OwnMetric = (typeof OWN_METRICS)[number];
