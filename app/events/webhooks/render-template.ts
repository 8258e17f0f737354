import { textAt } from './read-path.ts';

const PLACE = /\{\{([^{}]*)\}\}/g;

/**
 * A text with places: `{{alerts[0].labels.alertname}}` is what lies there in the body, `{{a.b|c|"nothing"}}` the first
 * of these that is there, or the words in quotes.
 */
export function renderTemplate(template: string, body: unknown): string {
  return template.replaceAll(PLACE, (_, inside: string) => firstOf(inside.split('|'), body));
}

function firstOf(choices: readonly string[], body: unknown): string {
  for (const choice of choices) {
    const path = choice.trim();
    const text = /^"[^"]*"$/.test(path) ? path.slice(1, -1) : textAt(body, path);
    if (text !== '') return text;
  }
  return '';
}
