import { formatValueText } from '../../components/format/format-value.ts';
import { Sheet } from '../../components/sheet.tsx';
import type { SettingsProps } from './page.tsx';

/** Versions and sizes. */
export function Server({ facts }: SettingsProps) {
  return (
    <Sheet id="server" title="This server">
      <dl class="facts">
        {facts.words.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
        {facts.files.map(({ name, sizeBytes }) => (
          <>
            <dt>{name}</dt>
            <dd>{formatValueText(sizeBytes, 'bytes')}</dd>
          </>
        ))}
      </dl>
    </Sheet>
  );
}
