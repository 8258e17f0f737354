import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { giveWay } from '../../../db/keeper/give-way.ts';
import { Moved } from '../../../db/keeper/moved.ts';
import { serveKeeper } from '../../../db/keeper/serve-keeper.ts';
import type { PaintCalls } from './paint-calls.ts';

giveWay();

const FAMILY = 'Inter';
/** The face comes with the server, so that a picture has words on a machine without any. */
const fontFiles = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map(file =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${file}`)),
);
/** What it has no signs for; then the machine's own faces are looked at, too, which takes longer. */
const FOREIGN = /[\u0590-\u1dff\u2800-\u28ff\u2e80-\ud7ff\uf900-\ufdff\u{1f000}-\u{3fffd}]/u;

serveKeeper<PaintCalls>(
  {
    png(_signal, svg) {
      const font = {
        ...{ fontFiles, loadSystemFonts: FOREIGN.test(svg) },
        ...{ defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
      };
      // Its own buffer: what the painter gives may be a part of a larger one, which cannot be moved.
      const png = new Uint8Array(new Resvg(svg, { font }).render().asPng());
      return new Moved(png, [png.buffer]);
    },
  },
  () => {},
);
