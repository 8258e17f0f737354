/** A colour of the look as the sRGB that every reader of pictures knows: `#1f77b4`. Lightness and chroma 0 to 1, hue in degrees. */
export function oklchToHex(lightness: number, chroma: number, hue: number, alpha = 1): string {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const [l, m, s] = [
    (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const channels = alpha < 1 ? [...linear.map(toGamma), alpha] : linear.map(toGamma);
  return `#${channels.map(toByte).join('')}`;
}

function toGamma(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** What sRGB cannot show is shown as near as it can. */
function toByte(share: number): string {
  const byte = Math.round(255 * Math.min(1, Math.max(0, share)));
  return byte.toString(16).padStart(2, '0');
}
