import { z } from 'zod';
import { Chip } from '../../components/chip.tsx';
import { CodeLine } from '../../components/code-line.tsx';
import type { Right } from '../auth/identity.ts';
import { curlLine } from './curl-line.ts';
import type { Contents, Endpoint, Parameter, Standpoint } from './endpoint.ts';
import { pathTemplate } from './path-template.ts';
import { Prose } from './prose.tsx';

export interface EndpointArticleProps {
  readonly endpoint: Endpoint;
  readonly standpoint: Standpoint;
}

/** One address: what it is for, what it takes, a line that asks it, what it answers. */
export function EndpointArticle({ endpoint, standpoint }: EndpointArticleProps) {
  const { id, route, methods, summary, about, right, parameters = [], body, examples } = endpoint;
  return (
    <article class="endpoint" id={id} aria-labelledby={`${id}-title`}>
      <header class="endpoint__head">
        <h3 id={`${id}-title`}>{summary}</h3>
        <Chip>{right === undefined ? 'open' : MAY[right]}</Chip>
      </header>
      <p class="endpoint__address mono">
        <span class="endpoint__methods">{methods.join(', ')}</span> <b>{pathTemplate(route)}</b>
      </p>
      {about && (
        <p class="endpoint__about">
          <Prose text={about} />
        </p>
      )}
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {body && <p class="endpoint__about">Body: {typesOf(body)}.</p>}
      {examples.map(example => (
        <CodeLine text={curlLine(endpoint, example, standpoint)} address={standpoint.origin + example.href} />
      ))}
      <Answers endpoint={endpoint} />
    </article>
  );
}

const MAY: Readonly<Record<Right, string>> = { ingest: 'write token', read: 'read token', own: 'admin token' };

function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }) {
  return (
    <dl class="parameters">
      {parameters.map(({ name, about, schema, isRequired }) => (
        <>
          <dt>
            {schema instanceof z.ZodRecord ? 'any other' : <code>{name}</code>}
            {isRequired && <span class="parameters__needed"> needed</span>}
          </dt>
          <dd>
            <Prose text={about} />
          </dd>
        </>
      ))}
    </dl>
  );
}

function Answers({ endpoint: { answers, refusals = {} } }: Pick<EndpointArticleProps, 'endpoint'>) {
  const statuses = Object.values(refusals)
    .flat()
    .sort((a, b) => a - b);
  return (
    <dl class="statuses">
      {answers.map(answer => (
        <>
          <dt>{answer.status}</dt>
          <dd>
            <Prose text={answer.about} />
            {answer.contents && <span class="statuses__types">{typesOf(answer.contents)}</span>}
          </dd>
        </>
      ))}
      {statuses.length > 0 && (
        <>
          <dt>Else</dt>
          <dd>
            {statuses.join(', ')}:{' '}
            <a class="link" href="#refusals">
              refused
            </a>
          </dd>
        </>
      )}
    </dl>
  );
}

const typesOf = (contents: Contents) => Object.keys(contents).join(', ');
