import type { PanelSeries, PanelView } from '../panel.ts';
import { EMPTY_VIEW, SAMPLE_COUNT, SAMPLE_NOW_MS, sampleSeries, sampleView } from './sample-view.ts';

/** What would be markup, end an attribute, turn the writing, ring a bell, or fill a page. */
export const HOSTILE = `</svg></article><script>alert("1")</script><img src=x onerror='y' style="z">'"&<!--\u0000\u0007\u202e\u001b[2J`;
const LONG = 'x'.repeat(10_000);
const RTL = 'مرحبا بالعالم';

const fill = (value: number | undefined): PanelSeries['values'] => Array.from({ length: SAMPLE_COUNT }, () => value);
const wave = (phase: number): PanelSeries['values'] =>
  Array.from({ length: SAMPLE_COUNT }, (_, at) => Math.sin(at / 9 + phase) * 3 + phase);
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => sampleSeries(`series ${at}`, wave(at), { labels: { le: String(at) } }));
const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300, 1e-300, -0];
const called = (name: string) =>
  sampleSeries(name, wave(1), { key: name, unit: name, labels: { [name]: name, le: name } });

/** What may come to a panel. Made anew each time, because a panel may remember in it. */
export const CONTRACT_VIEWS: Readonly<Record<string, () => PanelView>> = {
  'nothing at all': () => ({ ...EMPTY_VIEW, memory: {} }),
  'a series without a reading in the range': () => sampleView([sampleSeries('old', fill(undefined), { value: 3 })]),
  'one point': () => sampleView([sampleSeries('one', fill(undefined).with(60, 21.4))]),
  'one series': () => sampleView(many(1)),
  '200 series': () => sampleView(many(200), 'words', 60),
  'a thousand series': () => sampleView(many(1000), 'words', 60),
  'what is no number, and what has no end': () =>
    sampleView(
      odd.flatMap((value, at) => [
        sampleSeries(`all ${at}`, fill(value)),
        sampleSeries(`some ${at}`, fill(1).with(7, value)),
      ]),
    ),
  'nothing but what is no number': () => sampleView([sampleSeries('nan', fill(Number.NaN), { value: Number.NaN })]),
  'nothing but what has no end': () => sampleView([sampleSeries('infinite', fill(Number.POSITIVE_INFINITY))]),
  'states that change with each step': () =>
    sampleView(
      Array.from({ length: 200 }, (_, at) =>
        sampleSeries(
          `lane ${at}`,
          fill(0).map((_, i) => (i + at) % 3),
        ),
      ),
    ),
  gaps: () =>
    sampleView([
      sampleSeries(
        'gaps',
        fill(1).map((_, at) => (at % 3 === 0 ? undefined : at)),
      ),
    ]),
  'stale data': () => sampleView([sampleSeries('gone', fill(1), { atMs: SAMPLE_NOW_MS - 86_400_000 })]),
  'hostile text': () => ({ ...sampleView([called(HOSTILE), called('plain')], HOSTILE), note: HOSTILE }),
  'text from right to left': () => sampleView([called(RTL), called('plain')], RTL),
  'text of ten thousand letters': () => sampleView([called(LONG), called('plain')], LONG),
  'a mirrored and a dashed series, and one on the right': () =>
    sampleView([
      ...[sampleSeries('in', fill(4)), sampleSeries('out', fill(2), { isMirrored: true })],
      ...[
        sampleSeries('plan', fill(3), { isDashed: true }),
        sampleSeries('right', fill(3), { axis: 'right', unit: 'V' }),
      ],
    ]),
};
