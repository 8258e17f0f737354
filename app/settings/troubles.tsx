import { Shape } from '../../components/icons.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { Ago } from './ago.tsx';
import type { SettingsProps } from './page.tsx';

/** What is wrong, since when, and what to do. Drawn only where there is something. */
export function Troubles({ facts, nowMs }: SettingsProps) {
  return (
    <Sheet id="trouble" title="Trouble" padded={false}>
      <ul class="troubles">
        {facts.troubles.map(({ status, what, sinceMs, cure }) => (
          <li class={`trouble trouble--${status}`}>
            <Shape name={status} />
            <div class="trouble__text">
              <p class="trouble__what">{what}</p>
              <p>{cure}</p>
            </div>
            <span class="trouble__since">
              began <Ago atMs={sinceMs} nowMs={nowMs} />
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
