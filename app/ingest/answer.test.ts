import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appended } from '../history/history.ts';
import { answerMany, answerOne } from './answer.ts';
import type { Parsed } from './batch.ts';
import { answerInflux, influxError } from './influx-answer.ts';
import type { Taken } from './intake-calls.ts';
import type { Kept } from './keep.ts';

const reading = { metric: 'temperature', labels: { room: 'kitchen' }, value: 21.4, atMs: 1_795_356_202_000 };
const kitchen = 'temperature{room="kitchen"}';
const problem = { line: 7, column: 12, reason: '"21,4" has a decimal comma; write 21.4.' };

function parsed(changes: Partial<Parsed> = {}): Parsed {
  return { readings: [reading], logLines: [], lines: 1, problems: [], problemCount: 0, ...changes };
}

/** What becomes of `parsed()` in the intake, all of it kept but for the changes. */
function taken({ readings: _, ...found }: Parsed = parsed(), changes: Partial<Kept> = {}): Taken {
  return { found, kept: { accepted: 1, created: 0, refused: 0, refusals: [], ...changes } };
}

function appended(changes: Partial<Appended> = {}): Appended {
  return { commit: 1, accepted: 1, created: [], refused: [], ...changes };
}

describe('the answer to one reading', () => {
  it('names the series, the value, the unit, and whether the series is new', () => {
    assert.equal(answerOne(parsed(), appended({ created: [kitchen] })).text, `ok ${kitchen} = 21.4 (new)\n`);
    const answer = answerOne(parsed({ readings: [{ ...reading, unit: '°C' }] }), appended());
    assert.equal(answer.text, `ok ${kitchen} = 21.4 °C\n`);
    assert.equal(answer.status, 200);
    const json = { ok: true, series: kitchen, value: 21.4, unit: '°C', atMs: reading.atMs, new: false };
    assert.deepEqual(answer.json, json);
  });

  it('is the reason when it was refused, by the parser or by the store', () => {
    const byParser = answerOne(
      parsed({ readings: [], problems: [problem], problemCount: 1 }),
      appended({ accepted: 0 }),
    );
    assert.equal(byParser.text, 'refused: "21,4" has a decimal comma; write 21.4.\n');
    assert.equal(byParser.status, 400);
    const byStore = answerOne(parsed(), appended({ accepted: 0, refused: [{ index: 0, reason: 'too many series.' }] }));
    assert.deepEqual(byStore.json, { ok: false, error: 'too many series.' });
  });
});

describe('the answer to many readings', () => {
  it('counts the good and explains the bad', () => {
    const problems = [problem, { ...problem, line: 9, column: 1 }];
    const answer = answerMany(taken(parsed({ problems, problemCount: 2 }), { accepted: 998 }));
    assert.equal(answer.status, 200);
    assert.equal(
      answer.text,
      'ok 998 of 1000 readings, 2 bad lines\n' +
        'line 7, column 12: "21,4" has a decimal comma; write 21.4.\n' +
        'line 9, column 1: "21,4" has a decimal comma; write 21.4.\n',
    );
    const json = { ok: true, accepted: 998, refused: 2, created: 0, problems, refusals: [] };
    assert.deepEqual(answer.json, json);
  });

  it('is short when all is well', () => {
    assert.equal(answerMany(taken(parsed())).text, 'ok 1 reading\n');
    assert.equal(answerMany(taken(parsed(), { accepted: 3 })).text, 'ok 3 readings\n');
  });

  it('tells how many more were bad', () => {
    const answer = answerMany(taken(parsed({ problems: [problem], problemCount: 30 })));
    assert.match(answer.text, /^ok 1 of 31 readings, 30 bad lines\nline 7, .*\nand 29 more\n$/);
  });

  it('names the readings that the store refused', () => {
    const refusals = [{ reading: `${kitchen} = 21.4`, reason: 'too many new series.' }];
    const answer = answerMany(taken(parsed(), { accepted: 4, refused: 1, refusals }));
    assert.equal(answer.text, `ok 4 of 5 readings\n${kitchen} = 21.4: too many new series.\n`);
  });

  it('is a refusal when nothing was kept', () => {
    const nothing = answerMany(taken(parsed({ readings: [], lines: 0 }), { accepted: 0 }));
    assert.equal(nothing.text, 'refused: there is no reading in the body.\n');
    const bad = answerMany(taken(parsed({ readings: [], problems: [problem], problemCount: 1 }), { accepted: 0 }));
    assert.match(bad.text, /^refused: 1 bad line, nothing was kept\nline 7, /);
    assert.equal(bad.status, 400);
    assert.equal(bad.json.error, 'refused: 1 bad line, nothing was kept');
  });
});

describe('the answer to an Influx client', () => {
  const partial = parsed({ problems: [problem], problemCount: 2 });

  it('is 204 without a body when all was kept', () => {
    assert.deepEqual(answerInflux(1, taken(parsed())), { status: 204 });
  });

  it('is a partial write in the words of each version', () => {
    const message = `partial write: line 7, column 12: ${problem.reason} dropped=2`;
    assert.deepEqual(answerInflux(1, taken(partial)), { status: 400, json: { error: message } });
    assert.deepEqual(answerInflux(2, taken(partial)), { status: 400, json: { code: 'invalid', message } });
    assert.deepEqual(answerInflux(3, taken(partial)), {
      status: 400,
      json: {
        error: 'partial write of line protocol occurred',
        data: [{ line_number: 7, error_message: problem.reason }],
      },
    });
  });

  it('says that nothing could be read when nothing was kept', () => {
    const answer = answerInflux(1, taken(partial, { accepted: 0 }));
    assert.match('json' in answer ? String(answer.json.error) : '', /^unable to parse: line 7.*dropped=2$/);
  });

  it('counts what the store refused as dropped', () => {
    const refusals = [{ reading: `${kitchen} = 21.4`, reason: 'too many new series.' }];
    const answer = answerInflux(1, taken(parsed(), { accepted: 1, refused: 1, refusals }));
    assert.deepEqual(answer, { status: 400, json: { error: 'partial write: too many new series. dropped=1' } });
  });

  it('is JSON for every other refusal, too', () => {
    const json = { code: 'unauthorized', message: 'The token is unknown.' };
    assert.deepEqual(influxError(2, 401, 'The token is unknown.'), { status: 401, json });
    assert.deepEqual(influxError(1, 413, 'Too large.'), { status: 413, json: { error: 'Too large.' } });
  });
});
