import { AnsiText } from '../../../components/ansi-text.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { LogLines } from '../../../components/log-lines.tsx';
import type { KeptLine } from '../../logs/log-line.ts';
import type { Panel } from '../panel.ts';

/** The newest lines of a log stream; as many as fit are seen, the last one at the foot. */
export const log: Panel<'log'> = {
  kind: 'log',
  draw({ id, title }, { lines, timeZone }) {
    return (
      <LogLines id={`${id}-lines`} label={title} look="tail" lines={lines.map(each => toProps(each, id, timeZone))} />
    );
  },
};

function toProps({ seq, atMs, level, text, fields }: KeptLine, panelId: string, timeZone: string) {
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return {
    id: `${panelId}-line-${seq}`,
    iso: new Date(atMs).toISOString(),
    time: clockTime(atMs, timeZone, 'seconds'),
    level,
    // One line each: a trace is read where there is room.
    text: <AnsiText text={text.split('\n', 1)[0]!} />,
    fields: pairs.length > 0 ? pairs.join(' ') : undefined,
  };
}
