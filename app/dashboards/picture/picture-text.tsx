import { fitWidth } from './text-width.ts';
import type { Theme } from './theme.ts';

export interface PictureTextProps {
  readonly theme: Theme;
  readonly x: number;
  readonly y: number;
  readonly sizePx: number;
  /** A token of the look. */
  readonly ink?: string;
  readonly isBold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** It is cut where it would be wider. */
  readonly roomPx?: number;
  readonly children: string;
}

/** A line of text at its place. */
export function PictureText({ theme, x, y, sizePx, roomPx, children, ...look }: PictureTextProps) {
  const { ink = '--ink-1', isBold = false, anchor = 'start' } = look;
  const text = roomPx === undefined ? children : fitWidth(children, sizePx, roomPx);
  if (text === '') return null;
  return (
    <text
      {...{ x, y }}
      fill={theme(`var(${ink})`)}
      font-size={sizePx}
      font-weight={isBold ? 600 : undefined}
      text-anchor={anchor === 'start' ? undefined : anchor}
    >
      {text}
    </text>
  );
}
