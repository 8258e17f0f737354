import type { Guard } from '../auth/guard.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { type AnswersOptions, type ApiAnswer, createAnswers } from './api/answers.ts';
import { ApiParameters, type Asked } from './api/api-parameters.ts';
import { asApiError } from './api/as-api-error.ts';
import { buildInfo } from './api/build-info.ts';
import { createFederation } from './api/federation.ts';
import { respondData, respondError } from './api/respond.ts';

export interface PromqlRoutesOptions extends AnswersOptions {
  readonly guard: Guard;
}

/** Prometheus' HTTP API, for Grafana, promtool and what else speaks it. Who may read may ask. */
export function mountPromql(router: PatternRouter, options: PromqlRoutesOptions): void {
  const { guard } = options;
  const answers = createAnswers(options);
  const federation = createFederation(options);

  const answering = (answer: ApiAnswer) => async (asked: Asked) => {
    try {
      guard.require(asked.request, 'read');
      return await answer(await toAsk(asked));
    } catch (error) {
      return respondError(asApiError(error, asked.signal));
    }
  };
  const both = (answer: ApiAnswer) => ({ GET: answering(answer), POST: answering(answer) });

  router.on(routes.promqlQuery, both(answers.query));
  router.on(routes.promqlQueryRange, both(answers.queryRange));
  router.on(routes.promqlFormat, both(answers.formatQuery));
  router.on(routes.promqlSeries, both(answers.series));
  router.on(routes.promqlLabels, both(answers.labels));
  router.on(routes.promqlLabelValues, {
    GET: ctx => answering(answers.labelValues(ctx.params.name))(ctx),
  });
  router.on(routes.promqlMetadata, { GET: answering(answers.metadata) });
  router.on(routes.promqlBuildInfo, { GET: answering(async () => respondData(buildInfo)) });
  router.on(routes.federate, {
    GET: guard.read(async (asked: Asked) => federation(await toAsk(asked), asked.request.headers.get('accept') ?? '')),
  });
}

async function toAsk(asked: Asked) {
  const accepted = asked.request.headers.get('accept-encoding') ?? '';
  const isGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
  return { parameters: await ApiParameters.from(asked), form: { isGzip }, signal: asked.signal };
}
