import { barText } from '../../../components/text/bar-text.ts';
import type { Last } from './series-lines.ts';

/** A bar in the place of the past, with the share in per cent behind it where it `isTold`. */
export function barLast(share: number | undefined, isTold = false): Last {
  const percent = share === undefined || !isTold ? '' : ` ${Math.round(share * 100)}\u00a0%`;
  return columns => (columns <= percent.length ? '' : barText(share ?? Number.NaN, columns - percent.length) + percent);
}
