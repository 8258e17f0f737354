import type { KeepLimits } from '../../../images/kept/keep-limits.ts';
import { openTempImages } from '../../../images/testing/temp-images.ts';
import { DAY_MS, type Lodger } from './lodger.ts';
import type { Moving } from './moving.ts';
import { queryFile } from './query-file.ts';

const AT_ONCE = 10;
const PICTURE_BYTES = 6_000;

/** Pictures of two names that stay, and of one that is new each day; of each name every fourth is like the one before. */
export async function openImageLodger(t: Moving, limits: Partial<KeepLimits>): Promise<Lodger> {
  const temp = await openTempImages(t, limits);
  const { path, store } = temp;
  const toPicture = (atMs: number) => {
    const name = atMs % 3 === 0 ? `day-${Math.floor(atMs / DAY_MS)}` : `stays-${atMs % 3}`;
    const bytes = new Uint8Array(PICTURE_BYTES + (atMs % 977)).fill(atMs % 4 === 0 ? 7 : atMs % 251);
    const thumb = new Uint8Array(100).fill(atMs % 251);
    return {
      name,
      atMs,
      labels: { n: `${atMs % 10}` },
      picture: { format: 'jpeg', width: 8, height: 6, bytes, thumb },
    } as const;
  };
  return {
    path,
    async send(momentsMs) {
      for (let i = 0; i < momentsMs.length; i += AT_ONCE) {
        const pictures = momentsMs.slice(i, i + AT_ONCE).map(toPicture);
        const answers = await t.time(() => Promise.all(pictures.map(store.keep)));
        for (const answer of answers) if ('refusal' in answer) throw new Error(answer.refusal);
      }
    },
    async sweep(nowMs) {
      temp.nowMs = nowMs;
      await store.sweep();
    },
    kept: () => queryFile<number>(path, 'select at_ms from moment order by at_ms'),
    newestMs: async () => store.newest(1)[0]?.newest.atMs,
    close: () => store.close(),
  };
}
