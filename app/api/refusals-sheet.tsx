import { Sheet } from '../../components/sheet.tsx';
import { Prose } from './prose.tsx';
import { everywhere, refusals } from './refusals.ts';

/** What each status means, once for all addresses. */
export function RefusalsSheet() {
  const rows = [...Object.entries(refusals), ...everywhere].sort(([a], [b]) => Number(a) - Number(b));
  return (
    <Sheet id="refusals" title="Refusals">
      <p class="api__form">
        <Prose text={FORM} />
      </p>
      <dl class="statuses">
        {rows.map(([status, about]) => (
          <>
            <dt>{status}</dt>
            <dd>
              <Prose text={about} />
            </dd>
          </>
        ))}
      </dl>
    </Sheet>
  );
}

const FORM =
  'A refusal is a sentence that says what to do, or `{"error": "..."}` for `Accept: application/json`. What speaks for InfluxDB or Prometheus answers in their forms.';
