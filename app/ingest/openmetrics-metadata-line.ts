import type { OpenMetricsNames } from './openmetrics-names.ts';
import { unescapeText } from './openmetrics-unescape.ts';

const LINE = /^#[ \t]*(HELP|TYPE|UNIT)[ \t]+(?:"((?:\\.|[^"\\])*)"|([^\s"]+))(?:[ \t]+(.*))?$/;
const END = /^#[ \t]*EOF[ \t]*$/;

/** Notes what a line says that begins with `#`. Any other is a comment. Gives the reason when what is said cannot be used. */
export function readMetadataLine(line: string, names: OpenMetricsNames): string | undefined {
  const match = LINE.exec(line);
  if (match === null) {
    if (END.test(line)) names.hasEnded = true;
    return undefined;
  }
  const [, word, quotedName, bareName = '', text = ''] = match;
  const family = quotedName === undefined ? bareName : unescapeText(quotedName);
  if (word === 'TYPE') names.families.setType(family, text.trim());
  else if (word === 'HELP') return names.families.setHelp(family, unescapeText(text));
  else return names.families.setUnit(family, unescapeText(text));
  return undefined;
}
