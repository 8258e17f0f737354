import { lineProtocolText } from './line-protocol-text.ts';
import { openMetricsText } from './openmetrics-text.ts';
import type { TextFormat, TextFormatName } from './text-format.ts';

export const TEXT_FORMATS: Readonly<Record<TextFormatName, TextFormat>> = {
  influx: lineProtocolText,
  openmetrics: openMetricsText,
};
