import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { terminalText } from '../../components/text/terminal-text.ts';
import { readHtml } from '../testing/read-html.ts';
import { PanelDefinition } from './definition.ts';
import type { PanelView } from './panel.ts';
import { drawPanel } from './panel-frame.tsx';
import { panelOf } from './panel-of.ts';
import { panelTable } from './panel-table.ts';
import { panels } from './panels.ts';
import { CONTRACT_VIEWS, HOSTILE } from './testing/contract-views.ts';
import { MADE_WORD, madeDefinitions } from './testing/made-definitions.ts';
import { panelExamples } from './testing/panel-examples.ts';
import { withOwnSeries } from './testing/sample-view.ts';
import { boardText } from './text.ts';

/** Of one panel as it is drawn, whatever comes. */
const MAX_BYTES = 200_000;
/** Texts that somebody sends are shown in several places, and may be long; of 10 kB each, so many are much. */
const MAX_LONG_BYTES = 1_500_000;
const MAX_TEXT_LINES = 22;
const WIDTHS = [40, 80, 200];
/** What may be in an attribute of an element that obeys nothing. */
const OBEYED = /^on|^style$|^srcdoc$|^formaction$/;

/** An element of SVG that closes itself, and signs that nobody sees, which browsers leave out. */
const HARMLESS = new Set([
  'non-void-html-element-start-tag-with-trailing-solidus',
  'unexpected-null-character',
  'control-character-in-input-stream',
]);
/** Views that take long to look through are tried with the least and the most that can be said. */
const MUCH = /^200|thousand series|states that change|ten thousand/;

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

/** As a browser reads it: every element, and what it complains of. */
function readAsBrowser(html: string) {
  const errors: string[] = [];
  const root = parseFragment(html, { onParseError: ({ code }) => errors.push(code) });
  const elements = (nodes: readonly Node[]): Element[] =>
    nodes.flatMap(node => ('tagName' in node ? [node, ...elements(node.childNodes)] : []));
  return { errors, elements: elements(root.childNodes) };
}

const refuse = (error: unknown) => {
  throw error;
};

const attribute = (element: Element, name: string) => element.attrs.find(each => each.name === name)?.value;

/** Whether an svg says what it shows, or is hidden from those who hear the page, itself or with what it stands in. */
function isTold(svg: Element): boolean {
  for (let at: Element | null = svg; at; at = at.parentNode && 'tagName' in at.parentNode ? at.parentNode : null) {
    if (attribute(at, 'aria-hidden') === 'true') return true;
    if (attribute(at, 'role') === 'img') return (attribute(at, 'aria-label') ?? '') !== '';
  }
  return false;
}

/** What the panel may look at. Kinds that name no queries look at what the server tells of itself. */
function viewOf(definition: PanelDefinition, what: string): PanelView {
  const view = CONTRACT_VIEWS[what]!();
  return 'queries' in definition || view.boards.length === 0 ? view : withOwnSeries(view);
}

function check(definition: PanelDefinition, what: string): void {
  const view = viewOf(definition, what);
  const html = drawPanel(definition, view, refuse);
  assert.deepEqual(readHtml(html).roots, ['article']);
  const { errors, elements } = readAsBrowser(html);
  assert.deepEqual(
    errors.filter(code => !HARMLESS.has(code)),
    [],
  );
  for (const element of elements) {
    assert.notEqual(element.tagName, 'script');
    for (const { name, value } of element.attrs) {
      assert.doesNotMatch(name, OBEYED);
      assert.doesNotMatch(value, /NaN|Infinity|undefined|\[object/, `${element.tagName} ${name}`);
      if (name === 'href' || name === 'src') assert.match(value, /^(\/|#|https?:|mailto:)/);
    }
    if (element.tagName === 'svg') assert.ok(isTold(element), `an svg says nothing: ${html.slice(0, 2000)}`);
  }
  const ids = elements.flatMap(element => attribute(element, 'id') ?? []);
  assert.equal(new Set(ids).size, ids.length, 'ids differ');
  assert.ok(html.length <= (what.includes('ten thousand') ? MAX_LONG_BYTES : MAX_BYTES), `${html.length} bytes`);
  assert.equal(drawPanel(definition, viewOf(definition, what), refuse), html, 'twice the same');
  const again = viewOf(definition, what);
  drawPanel(definition, again, refuse);
  assert.equal(drawPanel(definition, again, refuse), html, 'the same with its memory');
}

function checkText(definition: PanelDefinition, what: string): void {
  for (const columns of WIDTHS) {
    const lines = boardText([{ definition, view: viewOf(definition, what) }], terminalText(false, columns));
    assert.ok(lines.length > 0 && lines.length <= MAX_TEXT_LINES, `${lines.length} lines`);
    for (const line of lines) {
      assert.ok([...new Intl.Segmenter('en').segment(line)].length <= columns, `${columns}: ${line}`);
      assert.doesNotMatch(line, /[\p{Cc}\u202e]|undefined|NaN|Infinity/u);
    }
  }
}

function checkTable(definition: PanelDefinition, what: string): void {
  const { columns, rows } = panelTable(definition, viewOf(definition, what));
  for (const row of rows) assert.equal(row.length, columns.length);
  for (const cell of rows.flat()) assert.ok(['string', 'number', 'undefined'].includes(typeof cell));
}

/** With these words in the place of those that were made up; a query stays one. */
function inWords(definition: PanelDefinition, words: string): object {
  const [made, foreign] = [JSON.stringify(MADE_WORD), JSON.stringify(words)];
  const text = JSON.stringify(definition).replaceAll(made, () => foreign);
  return JSON.parse(text.replaceAll(`"expr":${foreign}`, () => `"expr":${made}`));
}

const HOSTILE_WORDS = HOSTILE.slice(0, 60);
const made = madeDefinitions();

for (const { kind, definitions, untried } of made) {
  describe(`the kind ${kind}`, () => {
    for (const what of Object.keys(CONTRACT_VIEWS)) {
      it(`bears ${what}`, () => {
        const tried = [...definitions, ...panelExamples().filter(example => example.kind === kind)];
        for (const definition of MUCH.test(what) ? [definitions[0]!, ...tried.slice(definitions.length - 1)] : tried) {
          const where = JSON.stringify(definition);
          try {
            check(definition, what);
            checkText(definition, what);
            checkTable(definition, what);
          } catch (error) {
            throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
          }
        }
      });
    }

    it('bears hostile words of whoever made the dashboard', () => {
      for (const definition of definitions) {
        const { data } = PanelDefinition.safeParse({ ...inWords(definition, HOSTILE_WORDS), id: definition.id });
        if (data === undefined) continue;
        check(data, 'one series');
        checkText(data, 'one series');
      }
    });

    it('says what it waits for, and bears every size and every title', () => {
      const [least] = definitions;
      assert.ok(panelOf(least!).awaits(least!).length > 0);
      for (const [w, h] of [
        [2, 2],
        [24, 40],
      ] as const)
        for (const title of ['', 'x'.repeat(200), '<b>"&\u202e'])
          readHtml(drawPanel({ ...least!, w, h, title }, CONTRACT_VIEWS['one series']!(), refuse));
    });

    it('has been tried with every part that it may be given', () => {
      const examples = panelExamples().filter(example => example.kind === kind);
      const missing = untried.filter(part => !examples.some(example => part in example));
      assert.deepEqual(missing, [], 'give docs/panels.md an example with it');
    });
  });
}

test('every kind is tried', () => {
  assert.deepEqual(made.map(({ kind }) => kind).toSorted(), Object.keys(panels).toSorted());
  assert.deepEqual(
    Object.entries(panels).map(([kind, panel]) => [kind, panel.kind]),
    Object.keys(panels).map(kind => [kind, kind]),
  );
});

test('a panel over time has a moment a row, and its chart says its figures in a sentence', () => {
  for (const { definitions } of made) {
    const view = CONTRACT_VIEWS['one series']!();
    const { columns } = panelTable(definitions[0]!, view);
    if (!('queries' in definitions[0]!) || columns[0]?.unit !== 'unix-ms') continue;
    const { elements } = readAsBrowser(drawPanel(definitions[0]!, view, refuse));
    const labels = elements.flatMap(element =>
      attribute(element, 'role') === 'img' ? [attribute(element, 'aria-label')!] : [],
    );
    assert.ok(labels.length > 0 && labels.every(label => /\d/.test(label)), String(labels));
  }
});
