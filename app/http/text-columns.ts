import { TERMINAL_COLUMNS } from '../../components/text/terminal-text.ts';

const MIN_COLUMNS = 40;
const MAX_COLUMNS = 240;

/** How wide the text of a page is to be: `?columns=120`, within what can be laid out; 80 where nobody says. */
export function columnsOf(url: URL): number {
  const text = url.searchParams.get('columns') ?? '';
  if (!/^\d{1,4}$/.test(text)) return TERMINAL_COLUMNS;
  return Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, Number(text)));
}
