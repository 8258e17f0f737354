import type { BrowserContext } from '@playwright/test';

/** What pages report as wrong: uncaught errors, and errors in the console, of which broken security policies are one. */
export interface Complaints {
  watch(context: BrowserContext): void;
  /** From now on, and for what came before, a complaint that matches is no fault of the page. */
  expect(...patterns: readonly RegExp[]): void;
  readonly unexpected: readonly string[];
}

/** The network is gone or nobody listens: the browser itself says so, no page can prevent it. */
export const LINK_LOST = /net::ERR_|Failed to fetch|network error/;

export function createComplaints(): Complaints {
  const heard: string[] = [];
  const expected: RegExp[] = [];
  return {
    watch(context) {
      context.on('console', message => {
        if (message.type() === 'error') heard.push(`${message.text()} (${message.location().url})`);
      });
      context.on('weberror', thrown => heard.push(`uncaught: ${thrown.error().stack ?? thrown.error().message}`));
    },
    expect: (...patterns) => void expected.push(...patterns),
    get unexpected() {
      return heard.filter(text => !expected.some(pattern => pattern.test(text)));
    },
  };
}
