import { z } from 'zod';
import { curlLine } from './curl-line.ts';
import type { Answer, Content, Contents, Endpoint, Parameter, RefusalForm, Standpoint, Verb } from './endpoint.ts';
import { mediaTypes } from './media-types.ts';
import { refusalContents, refusals } from './refusals.ts';
import { type JsonSchema, toJsonSchema } from './schemas/to-json-schema.ts';
import { securityOf } from './security.ts';

/** One method of an endpoint, as OpenAPI writes it. */
export function operation(endpoint: Endpoint, method: Verb, tag: string, standpoint: Standpoint): JsonSchema {
  const { id, methods, summary, about, parameters = [], isAlsoForm = false } = endpoint;
  const isForm = isAlsoForm && method === 'POST';
  const inAddress = isForm ? parameters.filter(({ place }) => place === 'path') : parameters;
  const body =
    method === 'GET' || method === 'DELETE'
      ? undefined
      : isForm
        ? formOf(parameters)
        : endpoint.body && contentsOf(endpoint.body);
  const examples = endpoint.examples.filter(example => example.method === method);
  return {
    tags: [tag],
    operationId: methods.length > 1 ? `${id}_${method.toLowerCase()}` : id,
    summary,
    ...(about && { description: about }),
    security: securityOf(endpoint),
    ...(inAddress.length > 0 && { parameters: inAddress.map(parameterOf) }),
    ...(body && { requestBody: { required: true, content: body } }),
    responses: responsesOf(endpoint),
    ...(examples.length > 0 && {
      'x-codeSamples': examples.map(example => ({ lang: 'Shell', source: curlLine(endpoint, example, standpoint) })),
    }),
  };
}

/** Refusals that are said in one form, each once for the whole document. */
export function refusalResponses(): Readonly<Record<string, JsonSchema>> {
  const forms = Object.entries(refusalContents) as [RefusalForm, Contents][];
  return Object.fromEntries(
    forms.flatMap(([form, contents]) =>
      Object.entries(refusals).map(([status, description]) => [
        `${form}${status}`,
        { description, ...headersOf(Number(status)), content: contentsOf(contents) },
      ]),
    ),
  );
}

function responsesOf({ answers, refusals = {} }: Endpoint): JsonSchema {
  const refused = Object.entries(refusals).flatMap(([form, statuses]) =>
    statuses.map(status => [status, { $ref: `#/components/responses/${form}${status}` }] as const),
  );
  return Object.fromEntries([...answers.map(answer => [answer.status, responseOf(answer)] as const), ...refused]);
}

function responseOf({ about, contents }: Answer): JsonSchema {
  return { description: about, ...(contents && { content: contentsOf(contents) }) };
}

function contentsOf(contents: Contents): JsonSchema {
  return Object.fromEntries(Object.entries(contents).map(([type, content]) => [type, contentOf(content)]));
}

function contentOf({ schema, example }: Content): JsonSchema {
  return { schema: toJsonSchema(schema), ...(example !== undefined && { example }) };
}

function headersOf(status: number): JsonSchema {
  const header = (name: string, description: string, schema: z.ZodType) => ({
    headers: { [name]: { description, schema: toJsonSchema(schema) } },
  });
  if (status === 401) return header('WWW-Authenticate', 'What to send.', z.string());
  if (status === 503) return header('Retry-After', 'Seconds to wait, where it is known.', z.int());
  return {};
}

function parameterOf({ name, place, about, schema, isRequired = false, example }: Parameter): JsonSchema {
  return {
    ...{ name, in: place, description: about, required: isRequired, schema: toJsonSchema(schema) },
    ...(isRepeated(schema) && { style: 'form', explode: true }),
    ...(example !== undefined && { example }),
  };
}

function isRepeated(schema: z.ZodType): boolean {
  return schema instanceof z.ZodArray || schema instanceof z.ZodRecord;
}

function formOf(parameters: readonly Parameter[]): JsonSchema {
  const fields = parameters.filter(({ place }) => place === 'query');
  const properties = fields.map(({ name, about, schema }) => [name, { ...toJsonSchema(schema), description: about }]);
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
  return { [mediaTypes.form]: { schema } };
}
