import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Button } from '../../components/button.tsx';
import { Segment } from '../../components/segment.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { type Range, rangeOptions } from '../dashboards/range.ts';
import type { Series } from '../history/history.ts';
import type { MetricMetadata } from '../history/metric-metadata.ts';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { AboutFacts } from './about-facts.tsx';
import type { AboutSeries } from './about-series.ts';
import { DescribeSheet, type DescribeSheetProps } from './describe-sheet.tsx';
import { type Choice, PanelSheet } from './query/panel-sheet.tsx';
import { RelatedSheet } from './related-sheet.tsx';
import { type RefusedName, RenameSheet } from './rename-sheet.tsx';
import type { Summarized } from './series-summary.ts';
import { SummarySheet } from './summary-sheet.tsx';

export interface SeriesPageProps {
  readonly shell: PageShell;
  readonly live: LiveLink;
  readonly series: Series;
  readonly range: Range;
  /** The panels as the screen drew them last. */
  readonly cloth: string;
  readonly unit: string;
  /** What is known of its metric. */
  readonly metadata: MetricMetadata | undefined;
  readonly about: AboutSeries;
  readonly summarized: Summarized;
  readonly mayEdit: boolean;
  /** To add it to; undefined for who may only look. */
  readonly dashboards: readonly Choice[] | undefined;
  readonly refusedName?: RefusedName | undefined;
  readonly refusedHelp?: DescribeSheetProps['refused'];
  readonly toast?: Child;
}

/** One series by itself: now, its past, what it is called. */
export function SeriesPage(props: SeriesPageProps) {
  const {
    shell,
    live,
    series,
    range,
    cloth,
    unit,
    metadata,
    about,
    summarized,
    mayEdit,
    dashboards,
    refusedName,
    refusedHelp,
    toast,
  } = props;
  const { key, metric, labels, createdMs } = series;
  const ranges = rangeOptions(range, name => routes.series.href({}, { key, range: name }));
  return (
    <Page
      {...{ shell, live, toast }}
      acts={
        <>
          <Segment label="Range" options={ranges} />
          {mayEdit && <Button href="#as-panel">Keep as a panel</Button>}
        </>
      }
      title={metric}
      note={noteOf(series)}
      room="explore"
    >
      {metadata?.help && <p class="series__told">{metadata.help}</p>}
      {raw(cloth)}
      <SummarySheet {...{ summarized, unit, rangeTitle: range.title, nowMs: about.nowMs }} />
      {dashboards && (
        <div class="series__adding">
          <PanelSheet query={key} dashboards={dashboards} />
        </div>
      )}
      <div class="series__about">
        <Sheet id="about" title="About this series">
          <dl class="facts">
            <dt>Metric</dt>
            <dd>
              <code>{metric}</code>
            </dd>
            {metadata?.type && (
              <>
                <dt>Type</dt>
                <dd>{metadata.type}</dd>
              </>
            )}
            {Object.entries(labels).map(([name, value]) => (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ))}
            <AboutFacts about={about} />
            <dt>First seen</dt>
            <dd>
              <time datetime={new Date(createdMs).toISOString()}>
                {new Date(createdMs).toISOString().slice(0, 16).replace('T', ' ')} UTC
              </time>
            </dd>
          </dl>
        </Sheet>
        {mayEdit && <DescribeSheet {...{ series, unit, metadata }} refused={refusedHelp} />}
        {mayEdit && <RenameSheet series={series} refused={refusedName} />}
        {mayEdit && (
          <Sheet id="removal" title="Delete">
            <div class="stack">
              <p class="soft">
                Takes the series and its readings out of sight. For ten minutes it can be brought back.
              </p>
              <div>
                <Button icon="trash" href={routes.seriesRemoval.href({}, { key })}>
                  Delete this series
                </Button>
              </div>
            </div>
          </Sheet>
        )}
      </div>
      {about.related.length > 0 && <RelatedSheet related={about.related} />}
    </Page>
  );
}

/** The labels as the key has them; the whole key where the name of the metric stands in quotes among them. */
function noteOf({ key, metric }: Series): string {
  return key.startsWith(metric) ? key.slice(metric.length) : key;
}
