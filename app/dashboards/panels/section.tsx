import { textHeading } from '../../../components/text/text-page.ts';
import type { Panel } from '../panel.ts';

/** The line above the panels of a section. It shows nothing but its title; what it does is done where panels are laid out. */
export const section: Panel<'section'> = {
  kind: 'section',
  awaits: () => 'panels behind it',
  standing: () => ({ state: 'live' }),
  draw: () => null,
  text: ({ title }, _, text) => [textHeading(title, undefined, text)],
};
