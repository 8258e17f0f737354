import assert from 'node:assert/strict';
import { DEFAULT_RANGE } from '../../dashboards/range.ts';
import { routes } from '../../routes.ts';
import type { TestServer } from '../../testing/real-server.ts';
import { sendMany, type Visitor } from './visitor.ts';

/** A dashboard of 30 panels of most kinds, as it hangs in a hall. */
export interface TvBoard {
  readonly path: string;
  readonly panels: number;
  /** Sends something new for every panel; what is shown differs from what was shown before. */
  send(): Promise<void>;
}

const NUMBERS = Array.from({ length: 20 }, (_, n) => `tv_number_${n}`);
const CHARTS = Array.from({ length: 7 }, (_, n) => `tv_chart_${n}`);
const LINES = ['north', 'east', 'south'];
/** What the charts show is full from the beginning. */
const PAST_S = DEFAULT_RANGE.spanMs / 1000;

/** Makes the dashboard through the Inbox and Explore, as people do. */
export async function makeTvBoard(server: TestServer, visitor: Visitor): Promise<TvBoard> {
  let round = 0;
  const post = async (href: string, body: string) => {
    const answer = await fetch(server.url + href, { method: 'POST', body });
    const words = await answer.text();
    assert.ok(answer.ok, words);
  };
  const k = { k: server.writeToken };
  const readingsOf = (n: number) => [
    ...NUMBERS.map((metric, i) => ({ metric, value: (n * (i + 3)) % 1000 })),
    ...CHARTS.flatMap((metric, i) =>
      LINES.map((line, l) => ({ metric, labels: { line }, value: (n * (i + 2) + l * 40) % 100 })),
    ),
  ];
  const send = async () => {
    round++;
    const { status } = await sendMany(server, readingsOf(round));
    assert.equal(status, 200);
    await post(routes.logStream.href({ stream: 'tv' }, k), `line ${round} of the log`);
    await post(routes.jobSignal.href({ name: 'tv-job' }, k), `${round % 100}/100`);
    if (round % 10 === 1) await post(routes.event.href({ topic: 'tv' }, k), `event ${round}`);
  };

  const nowS = Math.floor(Date.now() / 1000);
  const past = Array.from({ length: PAST_S }, (_, n) =>
    readingsOf(n).map(reading => ({ ...reading, t: nowS - PAST_S + n })),
  );
  const { status } = await sendMany(server, past.flat());
  assert.equal(status, 200);
  await send();
  const made = await visitor.post(routes.inboxDashboards.href());
  assert.equal(made.status, 303);
  const path = made.headers.get('location')!;
  const [, dashboard] = /^\/d\/(.+)$/.exec(path)!;
  for (const kind of ['line', 'table', 'stat', 'line', 'table', 'line']) {
    const panel = { q: `avg(${CHARTS[0]})`, title: `The mean as ${kind}`, kind, dashboard: dashboard! };
    assert.equal((await visitor.post(routes.queryPanel.href(), panel)).status, 303);
  }
  const { html } = await visitor.visit(path);
  return { path, panels: html.split(`<article class="panel" id="panel-`).length - 1, send };
}
