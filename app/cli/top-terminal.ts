/** The terminal as a program sees it that takes all of it. */
export interface TopTerminal {
  readonly columns: number;
  readonly rows: number;
  /** Draws these lines over what is there, without clearing it first, so that nothing flickers. Each fits the terminal. */
  paint(lines: readonly string[]): void;
  onKey(react: (key: string) => void): void;
  onResize(react: () => void): void;
  /** Gives the terminal back as it was. */
  close(): void;
}

const ESC = '\u001b';
/** The screen that programs draw on beside the one with what was typed, and no cursor. */
const ENTER = `${ESC}[?1049h${ESC}[?25l`;
const LEAVE = `${ESC}[?25h${ESC}[?1049l`;
/** Terminals that know it show all of it at once. */
const BEGIN = `${ESC}[?2026h${ESC}[H`;
const END = `${ESC}[?2026l`;
const CLEAR_REST_OF_LINE = `${ESC}[K`;
const CLEAR_BELOW = `${ESC}[J`;
const CTRL_Z = '\u001a';

/** Takes the terminal of this process. It is given back at every end of the process, too. */
export function openTerminal(): TopTerminal {
  const { stdin, stdout } = process;
  let isOpen = false;
  let keyReactions: ((key: string) => void)[] = [];

  const enter = () => {
    isOpen = true;
    stdin.setRawMode(true);
    process.stdout.write(ENTER);
  };
  const leave = () => {
    if (!isOpen) return;
    isOpen = false;
    process.stdout.write(LEAVE);
    stdin.setRawMode(false);
  };
  /** As a shell does it to a program that leaves the keys alone. */
  const suspend = () => {
    leave();
    process.once('SIGCONT', () => {
      enter();
      stdout.emit('resize');
    });
    process.kill(process.pid, 'SIGTSTP');
  };
  const onData = (data: string) => {
    for (const key of splitKeys(data)) {
      if (key === CTRL_Z) suspend();
      else for (const react of keyReactions) react(key);
    }
  };

  enter();
  process.once('exit', leave);
  stdin.setEncoding('utf8').on('data', onData).resume();

  return {
    get columns() {
      return stdout.columns || 80;
    },
    get rows() {
      return stdout.rows || 24;
    },
    paint(lines) {
      if (!isOpen) return;
      const drawn = lines.map(line => line + CLEAR_REST_OF_LINE).join('\r\n');
      process.stdout.write(BEGIN + drawn + CLEAR_BELOW + END);
    },
    onKey: react => void keyReactions.push(react),
    onResize: react => void stdout.on('resize', react),
    close() {
      keyReactions = [];
      stdin.off('data', onData).pause();
      stdout.removeAllListeners('resize');
      process.off('exit', leave);
      leave();
    },
  };
}

/** Keys that come together, each by itself: one that is no letter is a sequence that begins with ESC. */
function splitKeys(data: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys are what it looks for.
  return data.match(/\u001b\[[0-9;]*[A-Za-z~]|\u001bO[A-Z]|[\s\S]/gu) ?? [];
}
