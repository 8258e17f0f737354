const CONTROL = /<input\b([^>]*)>|<(?:select|textarea)\b([^>]*)>([\s\S]*?)<\/(?:select|textarea)>/g;

/** The form of a page as a browser would send it. */
export function formIn(page: string): URLSearchParams {
  const form = page.slice(
    page.indexOf('<form class="edit"'),
    page.indexOf('</form>', page.indexOf('<form class="edit"')),
  );
  const fields = new URLSearchParams();
  const plain = (text = '') =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  for (const [, attributes = '', selecting, options = ''] of form.matchAll(CONTROL)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    const name = /\bname="([^"]*)"/.exec(selecting ?? attributes)?.[1];
    if (name === undefined || (/type="(radio|checkbox)"/.test(attributes) && !/\bchecked\b/.test(attributes))) continue;
    const selected = /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    const chosen = options.includes('<option') ? selected?.[1] : options;
    fields.append(plain(name), plain(selecting === undefined ? of('value') : chosen));
  }
  return fields;
}
