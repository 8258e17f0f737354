const TOKEN = /[a-z]|-?(?:\d+\.?\d*|\.\d+)/gi;

/** Path data of straight lines, in whatever way they are written, with each point moved. What has curves stays as it is. */
export function scalePath(d: string, toX: (x: number) => number, toY: (y: number) => number): string {
  if (/[^mlhvz\d\s.,-]/i.test(d)) return d;
  const tokens = d.match(TOKEN) ?? [];
  const parts: string[] = [];
  let [x, y, startX, startY, command, at] = [0, 0, 0, 0, 'M', 0];
  const write = (letter: string) => parts.push(`${letter}${short(toX(x))} ${short(toY(y))}`);
  const next = () => Number(tokens[at++]);
  while (at < tokens.length) {
    if (/[a-z]/i.test(tokens[at]!)) command = tokens[at++]!;
    const isRelative = command === command.toLowerCase();
    const [fromX, fromY] = isRelative ? [x, y] : [0, 0];
    switch (command.toLowerCase()) {
      case 'z':
        parts.push('z');
        [x, y] = [startX, startY];
        continue;
      case 'h':
        x = fromX + next();
        break;
      case 'v':
        y = fromY + next();
        break;
      default:
        [x, y] = [fromX + next(), fromY + next()];
    }
    const isMove = command.toLowerCase() === 'm';
    if (isMove) [startX, startY] = [x, y];
    write(isMove ? 'M' : 'L');
    // What follows the first pair of a move are lines.
    if (isMove) command = isRelative ? 'l' : 'L';
  }
  return parts.join('');
}

function short(value: number): string {
  return String(Number(value.toFixed(1)));
}
