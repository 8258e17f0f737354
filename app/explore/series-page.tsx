import { raw } from 'hono/html';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/sheet.tsx';
import type { Series } from '../history/history.ts';
import { inPlace } from '../http/in-place.ts';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { UNIT_MAX_CHARS } from './store.ts';

export interface SeriesPageProps {
  readonly shell: PageShell;
  readonly live: LiveLink;
  readonly series: Series;
  /** The panels as the screen drew them last. */
  readonly cloth: string;
  readonly unit: string;
  readonly mayEdit: boolean;
}

/** One series by itself: now, its past, what it is called. */
export function SeriesPage({ shell, live, series, cloth, unit, mayEdit }: SeriesPageProps) {
  const { key, metric, labels, createdMs } = series;
  return (
    <Page shell={shell} title={metric} note={key.slice(metric.length)} room="explore" live={live}>
      {raw(cloth)}
      <div class="series__about">
        <Sheet id="about" title="About this series">
          <dl class="facts">
            <dt>Metric</dt>
            <dd>
              <code>{metric}</code>
            </dd>
            {Object.entries(labels).map(([name, value]) => (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ))}
            <dt>First reading</dt>
            <dd>
              <time datetime={new Date(createdMs).toISOString()}>
                {new Date(createdMs).toISOString().slice(0, 16).replace('T', ' ')} UTC
              </time>
            </dd>
          </dl>
        </Sheet>
        {mayEdit && <UnitSheet series={series} unit={unit} />}
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
    </Page>
  );
}

function UnitSheet({ series, unit }: { series: Series; unit: string }) {
  const hint = series.unit ? `the sender says ${series.unit}` : 'the sender gives none';
  return (
    <Sheet id="unit" title="Unit">
      <form
        class="series__unit"
        method="post"
        action={routes.seriesUnit.href()}
        {...inPlace(routes.seriesUnit.href(), 'unit')}
      >
        <input type="hidden" name="key" value={series.key} />
        <Field
          id="unit-text"
          name="unit"
          label="Shown behind the number"
          hint={hint}
          value={unit}
          attributes={{ maxlength: UNIT_MAX_CHARS, list: 'units', autocomplete: 'off' }}
        />
        <datalist id="units">
          {['%', 'bytes', 'bytes/s', 'seconds', '/s', '°C', 'V', 'A', 'W', 'kWh', 'hPa', 'ppm', 'lx', 'm/s', 'l'].map(
            each => (
              <option value={each} />
            ),
          )}
        </datalist>
        <Button>Save</Button>
      </form>
    </Sheet>
  );
}
