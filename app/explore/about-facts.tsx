import { formatAge } from '../../components/format/format-age.ts';
import { formatDuration } from '../../components/format/format-duration.ts';
import type { AboutSeries } from './about-series.ts';

/** When a series was heard, how often that is, and by whom it was begun: for the list of its facts. */
export function AboutFacts({ about: { heardMs, intervalMs, sender, lastSender, nowMs } }: { about: AboutSeries }) {
  return (
    <>
      {heardMs !== undefined && (
        <>
          <dt>Last heard</dt>
          <dd>
            <time datetime={new Date(heardMs).toISOString()}>{formatAge(nowMs - heardMs)}</time>
          </dd>
        </>
      )}
      {intervalMs !== undefined && (
        <>
          <dt>Usually every</dt>
          <dd>{formatDuration(Number(intervalMs.toPrecision(2)))}</dd>
        </>
      )}
      {lastSender !== undefined && (
        <>
          <dt>Last sent by</dt>
          <dd>
            {lastSender.name} <span class="dim">{formatAge(nowMs - lastSender.atMs)}</span>
          </dd>
        </>
      )}
      {sender !== undefined && (
        <>
          <dt>First sent by</dt>
          <dd>{sender}</dd>
        </>
      )}
    </>
  );
}
