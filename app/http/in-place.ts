/**
 * Attributes of a form that, where there is script, changes one section of the page in place: the answer is the whole
 * page, as without script, and only the section with that id is taken from it.
 */
export function inPlace(href: string, sectionId: string): Readonly<Record<string, string>> {
  return { 'hx-post': href, 'hx-target': `#${sectionId}`, 'hx-select': `#${sectionId}`, 'hx-swap': 'outerMorph' };
}
