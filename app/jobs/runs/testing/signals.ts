import type { Signal } from '../signal.ts';

export const start: Signal = { kind: 'start', text: '' };
export const done: Signal = { kind: 'done', text: '' };
export const log = (text: string): Signal => ({ kind: 'log', text });
export const progress = (done: number, total = 100, text = ''): Signal => ({ kind: 'progress', done, total, text });
export const fail = (exitCode: number, text = ''): Signal => ({ kind: 'fail', exitCode, text });
