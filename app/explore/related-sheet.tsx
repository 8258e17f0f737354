import { Sheet } from '../../components/sheet.tsx';
import { routes } from '../routes.ts';

/** Other series of the same metric. */
export function RelatedSheet({ related }: { related: readonly string[] }) {
  return (
    <Sheet id="related" title="Of the same metric">
      <ul class="stack">
        {related.map(key => (
          <li>
            <a class="link series__related" href={routes.series.href({}, { key })}>
              {key}
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
