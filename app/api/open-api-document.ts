import { version } from '../version.ts';
import type { Section, Standpoint } from './endpoint.ts';
import { operation, refusalResponses } from './operation.ts';
import { pathTemplate } from './path-template.ts';
import { everywhere } from './refusals.ts';
import { type JsonSchema, namedJsonSchemas } from './schemas/to-json-schema.ts';
import { sections } from './sections.ts';
import { securitySchemes } from './security.ts';

/** Writes the description of the whole HTTP interface: https://spec.openapis.org/oas/v3.1.1. The same for everybody, without secrets. */
export function createOpenApiDocument(cookieName: string) {
  // All schemas take milliseconds, and strangers may ask.
  const schemas = namedJsonSchemas();
  const responses = refusalResponses();
  return (standpoint: Standpoint) => {
    const paths = pathsOf(sections, standpoint);
    return {
      openapi: '3.1.1',
      info,
      servers: [{ url: standpoint.origin }],
      tags: sections.map(({ title, about }) => ({ name: title, description: about })),
      paths,
      components: {
        securitySchemes: securitySchemes(cookieName),
        schemas,
        responses: referred(responses, JSON.stringify(paths)),
      },
    };
  };
}

const description = `Send readings, and read them back. What holds everywhere:

${everywhere.map(([status, about]) => `- ${status}: ${about}`).join('\n')}

Where TELLTALE_INGEST is \`loopback\`, requests from the server's own machine may send readings without a token.`;

const info = {
  title: 'Telltale',
  version,
  summary: 'A live dashboard server.',
  description,
  license: { name: 'MIT', identifier: 'MIT' },
};

function pathsOf(sections: readonly Section[], standpoint: Standpoint): Readonly<Record<string, JsonSchema>> {
  const operations = sections.flatMap(({ title, endpoints }) =>
    endpoints.flatMap(endpoint =>
      endpoint.methods.map(method => ({
        path: pathTemplate(endpoint.route),
        entry: [method.toLowerCase(), operation(endpoint, method, title, standpoint)] as const,
      })),
    ),
  );
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, all]) => [path, Object.fromEntries(all.map(({ entry }) => entry))]),
  );
}

/** Those that something refers to. */
function referred<T>(components: Readonly<Record<string, T>>, text: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(components).filter(([name]) => text.includes(`/${name}"`)));
}
