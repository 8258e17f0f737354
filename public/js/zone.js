// @ts-check
/**
 * Tells the server in which time zone this browser reads clocks, by a cookie; the choice made in Settings goes before it. A page that was
 * drawn in another zone, as the first one is, is asked for once more.
 */
(() => {
  const KEY = 'telltale_zone';
  const YEAR_S = 31_536_000;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isKnown = () => document.cookie.split('; ').includes(`${KEY}=${zone}`);
  if (!zone || isKnown()) return;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the other way is not in all browsers, and this one must be done before the page is drawn.
  document.cookie = `${KEY}=${zone}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
  const isChosen = document.cookie.includes('telltale_zone_chosen=');
  if (isKnown() && !isChosen && !new URLSearchParams(location.search).has('tz'))
    addEventListener('DOMContentLoaded', () => {
      const drawn = document.querySelector('[data-zone]')?.getAttribute('data-zone');
      if (drawn && drawn !== zone) location.reload();
    });
})();
