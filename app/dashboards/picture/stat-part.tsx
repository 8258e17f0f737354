import { partsText } from '../../../components/format/format-value.ts';
import { statusSigns } from '../../../components/text/status-signs.ts';
import type { SeriesPanelDefinition } from '../definition.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { PanelView } from '../panel.ts';
import type { PicturePart } from './picture-box.ts';
import { PictureText } from './picture-text.tsx';
import { PlacedChart } from './placed-chart.tsx';
import type { TakenChart } from './take-charts.ts';
import { textWidth } from './text-width.ts';

const VALUE_PX = 36;

export interface StatPartProps extends PicturePart {
  readonly definition: SeriesPanelDefinition;
  readonly view: PanelView;
  /** Its past, below the number. */
  readonly chart: TakenChart | undefined;
}

/** A number as large as its place allows, and its past at the foot. How it stands is said in the head, or by a shape where the number is a word. */
export function StatPart({ theme, box, definition, view, chart }: StatPartProps) {
  const { parts, status, words = '' } = tellNewest(view.queries.flat()[0]!, definition, view);
  const sizePx = Math.min(VALUE_PX, (VALUE_PX * box.width) / (1 + textWidth(partsText(parts), VALUE_PX)), box.height);
  const baseline = box.y + sizePx;
  const top = baseline + 12;
  return (
    <>
      <text x={box.x} y={baseline} font-size={sizePx} font-weight="600" fill={theme('var(--ink-1)')}>
        {parts.map(({ number, unit }, index) => (
          <>
            {index > 0 ? ` ${number}` : number}
            {unit !== '' && (
              <tspan dx="4" font-size={sizePx / 2} font-weight="400" fill={theme('var(--ink-3)')}>
                {unit}
              </tspan>
            )}
          </>
        ))}
      </text>
      {status !== undefined && words === '' && (
        <PictureText
          {...{ theme, x: box.x + box.width, y: baseline, sizePx: 12 }}
          {...({ ink: `--${status}-text`, isBold: true, anchor: 'end' } as const)}
        >
          {statusSigns[status]}
        </PictureText>
      )}
      {chart && box.y + box.height - top > 10 && (
        <PlacedChart chart={chart} box={{ ...box, y: top, height: box.y + box.height - top }} />
      )}
    </>
  );
}
