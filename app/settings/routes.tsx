import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { Identity } from '../auth/identity.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { gatherSettings, type SettingsSources } from './gather-settings.ts';
import { settingsJson } from './json.ts';
import { SettingsContent, SettingsPage, type SettingsProps } from './page.tsx';
import { mountSessions } from './session-routes.ts';
import { mountTokens } from './token-routes.ts';
import { mountYou } from './you-routes.ts';

export interface SettingsRoutesOptions extends SettingsSources {
  readonly state: State;
  readonly audit: Audit;
  readonly guard: Guard;
  readonly shell: PageShell;
}

/** Answers a form with the whole page, and with what it made or what is wrong with it. */
export type AnswerSettings = (
  who: Identity,
  request: Request,
  more: Pick<SettingsProps, 'made' | 'error'>,
  status?: number,
) => Promise<Response>;

/** What only the owner may see and change: name and password, tokens, sessions, the state of the server. */
export function mountSettings(router: PatternRouter, options: SettingsRoutesOptions): void {
  const { guard, shell } = options;

  router.represent(routes.settings, {
    offers: ['page', 'fragment', 'json'],
    load: ({ request }) => gatherSettings(options, guard.require(request, 'own'), request),
    page: settings => htmlResponse(<SettingsPage shell={shell} {...settings} />),
    fragment: settings => fragmentResponse(<SettingsContent {...settings} />),
    json: settings => Response.json(settingsJson(settings), { headers: { 'Cache-Control': 'no-store' } }),
  });

  const answer: AnswerSettings = async (who, request, more, status = 200) => {
    const settings = await gatherSettings(options, who, request);
    return htmlResponse(<SettingsPage shell={shell} {...settings} {...more} />, status);
  };
  mountTokens(router, { ...options, answer });
  mountYou(router, { ...options, answer });
  mountSessions(router, options);
}
