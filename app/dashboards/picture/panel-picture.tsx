import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { statusSigns } from '../../../components/text/status-signs.ts';
import { plainText } from '../../../components/text/terminal-text.ts';
import type { Verdict } from '../look/judge-value.ts';
import type { ThemeName } from '../look/themes.ts';
import { panelOf } from '../panel-of.ts';
import type { PanelInView } from '../text.ts';
import { ChartPart } from './chart-part.tsx';
import type { PictureBox } from './picture-box.ts';
import type { PictureSize } from './picture-size.ts';
import { pictureStyles } from './picture-styles.ts';
import { pictureTable } from './picture-table.ts';
import { PictureText } from './picture-text.tsx';
import { StatPart } from './stat-part.tsx';
import { TablePart } from './table-part.tsx';
import { takeCharts } from './take-charts.ts';
import { textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';

const PAD_PX = 18;
const HEAD_PX = 38;
const FOOT_PX = 12;
/** What XML forbids. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A panel as a picture that stands alone: an SVG with its own styles, in the colours of one theme. */
export function panelPicture(panel: PanelInView, { width, height }: PictureSize, themeName: ThemeName): string {
  const { theme, rulesFor } = pictureStyles(themeName);
  const { title, subtitle } = panel.definition;
  const box = { x: PAD_PX, y: HEAD_PX, width: width - 2 * PAD_PX, height: height - HEAD_PX - FOOT_PX };
  const standing = panelOf(panel.definition).standing(panel.definition, panel.view);
  const body = String(
    <>
      <Head
        {...{ theme, title, subtitle, width }}
        verdict={standing && panelOf(panel.definition).verdict?.(panel.definition, panel.view)}
        age={standing?.state === 'live' ? undefined : standing?.age}
      />
      {standing ? <Body {...{ theme, box }} {...panel} /> : <Nothing {...{ theme, width, height }} {...panel} />}
    </>,
  );
  const svg = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      {...{ width, height }}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={plainText(title)}
      font-family={theme('var(--font-ui)').replaceAll('"', "'").replaceAll(/\s+/g, ' ')}
      font-size="13"
      color={theme('var(--s1)')}
      fill={theme('var(--ink-1)')}
    >
      <title>{plainText(title)}</title>
      <style>{raw(rulesFor(body))}</style>
      <rect width="100%" height="100%" fill={theme('var(--cloth)')} />
      {raw(body)}
    </svg>
  );
  return String(svg).replaceAll(FORBIDDEN, '').toWellFormed();
}

type HeadProps = {
  theme: Theme;
  title: string;
  subtitle: string | undefined;
  width: number;
  verdict: Verdict | undefined;
  age: string | undefined;
};

const GAP_PX = 8;

function Head({ theme, title, subtitle, width, verdict, age = '' }: HeadProps) {
  const end = width - PAD_PX;
  const said = verdict && verdict.words !== '' ? `${statusSigns[verdict.status]} ${verdict.words}` : '';
  const agePx = age === '' ? 0 : textWidth(age, 11) + GAP_PX;
  const saidPx = said === '' ? 0 : Math.min(textWidth(said, 12), width / 2);
  const roomPx = end - PAD_PX - agePx - saidPx - GAP_PX;
  const titlePx = Math.min(roomPx, textWidth(title, 13) + GAP_PX);
  const line = { theme, y: 23 };
  return (
    <>
      <PictureText {...line} x={PAD_PX} sizePx={13} roomPx={roomPx} isBold>
        {plainText(title)}
      </PictureText>
      <PictureText {...line} x={PAD_PX + titlePx} sizePx={12} roomPx={roomPx - titlePx} ink="--ink-3">
        {plainText(subtitle ?? '')}
      </PictureText>
      {verdict && (
        <PictureText
          {...{ ...line, x: end - agePx, sizePx: 12, roomPx: width / 2 }}
          {...({ anchor: 'end', ink: `--${verdict.status}-text`, isBold: true } as const)}
        >
          {said}
        </PictureText>
      )}
      <PictureText {...line} x={end} sizePx={11} anchor="end" ink="--warn-text">
        {age}
      </PictureText>
    </>
  );
}

type PartProps = PanelInView & { theme: Theme };

function Body({ theme, box, definition, view }: PartProps & { box: PictureBox }): Child {
  const html = String(panelOf(definition).draw(definition, view));
  const [chart] = takeCharts(html);
  if (definition.kind === 'stat') return <StatPart {...{ theme, box, definition, view, chart }} />;
  if (chart) return <ChartPart {...{ theme, box, chart, html }} />;
  return <TablePart {...{ theme, box }} table={pictureTable({ definition, view })} timeZone={view.timeZone} />;
}

function Nothing({ theme, width, height, definition, view }: PartProps & PictureSize) {
  const { noValue = 'Nothing yet' } = 'queries' in definition ? definition : {};
  const waits = `Waiting for ${panelOf(definition).awaits(definition)}`;
  const line = { theme, x: width / 2, anchor: 'middle', roomPx: width - 2 * PAD_PX } as const;
  return (
    <>
      <PictureText {...line} y={height / 2} sizePx={13} isBold>
        {view.note === undefined ? noValue : 'No answer'}
      </PictureText>
      <PictureText {...line} y={height / 2 + 20} sizePx={12} ink="--ink-3">
        {plainText(view.note ?? waits)}
      </PictureText>
    </>
  );
}
