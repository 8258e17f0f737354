import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';
import { PanelDefinition } from '../definition.ts';

/** The panels that docs/panels.md shows, in its order. Throws for one that is not valid. */
export function panelExamples(): PanelDefinition[] {
  const page = readFileSync(join(packageRoot, 'docs/panels.md'), 'utf8');
  return [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => PanelDefinition.parse(JSON.parse(text!)));
}
