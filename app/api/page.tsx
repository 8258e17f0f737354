import { Button } from '../../components/button.tsx';
import { Sections } from '../../components/sections.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import type { Standpoint } from './endpoint.ts';
import { EndpointArticle } from './endpoint-article.tsx';
import { Prose } from './prose.tsx';
import { RefusalsSheet } from './refusals-sheet.tsx';
import { sections } from './sections.ts';
import { TokensSheet } from './tokens-sheet.tsx';

export interface ApiPageProps {
  readonly shell: PageShell;
  readonly standpoint: Standpoint;
}

/** What programs may ask of this server, for people. */
export function ApiPage({ shell, standpoint }: ApiPageProps) {
  return (
    <Page
      shell={shell}
      title="HTTP interface"
      room="settings"
      acts={<Button href={routes.openApi.href()}>OpenAPI description</Button>}
    >
      <Sections label="On this page" links={PARTS}>
        <TokensSheet origin={standpoint.origin} />
        {sections.map(({ id, title, about, endpoints }) => (
          <Sheet id={id} title={title} padded={false}>
            <p class="api__about">
              <Prose text={about} />
            </p>
            {endpoints.map(endpoint => (
              <EndpointArticle {...{ endpoint, standpoint }} />
            ))}
          </Sheet>
        ))}
        <RefusalsSheet />
      </Sections>
    </Page>
  );
}

const PARTS: readonly (readonly [id: string, title: string])[] = [
  ['access', 'Address and tokens'],
  ...sections.map(({ id, title }) => [id, title] as const),
  ['refusals', 'Refusals'],
];
