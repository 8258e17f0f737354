import type { MetricMetadata } from '../history/metric-metadata.ts';

/** What this server says of the metrics that it makes itself, of its machine and of itself: all of them gauges. */
export const descriptions: readonly MetricMetadata[] = [
  gauge('host_cpu_percent', '%', 'Share of the time in which the processors of this machine were busy.'),
  gauge('host_cpu_mode_percent', '%', 'The same by what they were busy with; “steal” went to other virtual machines.'),
  gauge('host_cpu_core_percent', '%', 'Share of the time in which each core was busy.'),
  gauge('host_cpu_temperature', '°C', 'Temperature of the processor.'),
  gauge('host_load', '', 'Processes that ran or waited to run, on average over that time.'),
  gauge('host_uptime_seconds', 'seconds', 'How long the machine has been running.'),
  gauge('host_info', '', 'Always 1; its labels say which system the machine runs, and which Telltale tells of it.'),
  gauge('host_memory_used_bytes', 'bytes', 'Memory that programs use, without caches that could be given up.'),
  gauge('host_memory_total_bytes', 'bytes', 'Memory that this machine has.'),
  gauge('host_swap_used_bytes', 'bytes', 'Memory that was moved out to disk.'),
  gauge('host_disk_used_percent', '%', 'Share of each file system that is used.'),
  gauge('host_disk_used_bytes', 'bytes', 'How much of each file system is used.'),
  gauge('host_disk_size_bytes', 'bytes', 'Size of each file system.'),
  gauge('host_disk_bytes_per_second', 'bytes/s', 'What is read from all disks, and written to them.'),
  gauge('host_network_bytes_per_second', 'bytes/s', 'What each network interface receives and sends.'),
  gauge(
    'telltale_event_loop_delay_seconds',
    'seconds',
    'Longest time that this server kept a request waiting for its turn.',
  ),
  gauge(
    'telltale_event_loop_delay_p99_seconds',
    'seconds',
    'Time that 99 of 100 requests would have waited for their turn at most.',
  ),
  gauge('telltale_resident_memory_bytes', 'bytes', 'Memory that this server holds.'),
  gauge('telltale_heap_used_bytes', 'bytes', 'Part of it that its JavaScript objects take.'),
  gauge('telltale_requests_per_second', '/s', 'Requests that this server answers.'),
  gauge('telltale_readings_per_second', '/s', 'Readings that this server keeps, its own among them.'),
  gauge('telltale_streams_open', '', 'Live streams to browsers and programs that are open.'),
  gauge('telltale_screens_open', '', 'Pages that somebody looks at; one screen serves all who look at the same.'),
  gauge('telltale_stream_memory_bytes', 'bytes', 'What screens keep for their viewers.'),
  gauge('telltale_stream_leases', '', 'Pieces of that memory that are on their way to a viewer.'),
  gauge('telltale_subscribers', '', 'Parts of this server that follow what is committed.'),
  gauge('telltale_stream_frames_per_second', '/s', 'Frames that viewers are sent.'),
  gauge('telltale_stream_bytes_per_second', 'bytes/s', 'Their bytes, before and after compression.'),
  gauge('telltale_viewers_behind', '', 'Viewers who take nothing just now, while frames wait.'),
  gauge('telltale_viewer_lag_seconds', 'seconds', 'How long the frame has waited that waits longest for a viewer.'),
  gauge(
    'telltale_live_delay_seconds',
    'seconds',
    'Longest time, at most, from a commit until it was written to every viewer that had room.',
  ),
  gauge('telltale_draw_seconds', 'seconds', 'Longest time to draw a screen.'),
  gauge('telltale_evaluation_seconds', 'seconds', 'Longest time to evaluate PromQL, for panels or as it was asked.'),
  gauge(
    'telltale_viewers_conflated_last_hour',
    '',
    'Times in the last hour that a viewer who was behind was brought to the newest state in one step.',
  ),
  gauge(
    'telltale_viewers_dropped_last_hour',
    '',
    'Streams that ended in the last hour and not by the wish of who looked, or were refused, by why.',
  ),
  gauge('telltale_open_files', '', 'Files and connections that this server has open.'),
  gauge('telltale_database_bytes', 'bytes', 'Size of each database file with the log that belongs to it.'),
];

function gauge(metric: string, unit: string, help: string): MetricMetadata {
  return { metric, type: 'gauge', ...(unit !== '' && { unit }), help };
}
