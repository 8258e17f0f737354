import { columnsOf, cutText } from './terminal-text.ts';

/** Text in lines of at most so many columns, broken between words; a word that is longer is cut. An empty text is one empty line. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= columns) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = columnsOf(word) <= columns ? word : cutText(word, columns);
    }
  }
  return [...lines, line];
}
