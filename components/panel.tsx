import type { Child } from 'hono/jsx';
import { Chip } from './chip.tsx';
import { type Placement, placeAttributes } from './place-attributes.ts';
import { Yarn, type YarnState } from './yarn.tsx';

export type PanelProps = {
  /** Unique on the page and the same in every drawing: the target of updates. */
  id: string;
  title: string;
  subtitle?: string | undefined;
  /** Where the title leads, for example to the panel alone. */
  href?: string | undefined;
  place: Placement;
  /** On a phone a panel up to 6 columns wide stands in a pair, unless it is wide by nature. */
  wide?: boolean | undefined;
  state: YarnState;
  /** `1 s`, `late 4 s`, `stale 4 min`, `waiting`, `as of 14:03:22`. */
  age?: string | undefined;
  /** Behind the age, where there is room: `usually every 2 s`. */
  usual?: string | undefined;
  /** How what it shows stands, as a sentence: `above 20 ms`. Without words it is told below; what is not well has a ring all the same. */
  verdict?: { status: 'ok' | 'warn' | 'crit'; words: string } | undefined;
  /** A word about the panel, such as `following`. */
  chip?: string | undefined;
  /** Takes the place of the age while the panel is pointed at or has the focus. */
  menu?: Child;
  /** The level that is right on this page: below an h1 it is 2. */
  headingLevel?: 2 | 3 | undefined;
  children?: Child;
};

/** The frame of a panel; its body keeps the id `<id>-body`, its heading `<id>-title`. */
export function Panel(props: PanelProps) {
  const { id, place, wide = false, state, verdict, children } = props;
  return (
    <article
      class="panel"
      id={id}
      aria-labelledby={`${id}-title`}
      data-state={state}
      data-alert={verdict?.status === 'ok' ? undefined : verdict?.status}
      {...placeAttributes(place)}
      {...(wide ? { 'data-wide': '' } : {})}
    >
      <Yarn state={state} />
      <PanelHead {...props} />
      <div class="panel__body" id={`${id}-body`}>
        {children}
      </div>
    </article>
  );
}

function PanelHead({ id, title, subtitle, href, age, usual, verdict, chip, menu, headingLevel = 2 }: PanelProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <header class="panel__head">
      <Heading class="panel__title" id={`${id}-title`}>
        {href === undefined ? title : <a href={href}>{title}</a>}
      </Heading>
      {subtitle !== undefined && <span class="panel__subtitle">{subtitle}</span>}
      <div class="panel__end">
        {verdict !== undefined && verdict.words !== '' && <Chip status={verdict.status}>{verdict.words}</Chip>}
        {chip !== undefined && <Chip>{chip}</Chip>}
        <span class="panel__age">
          {age}
          {usual !== undefined && <span class="panel__usual">, {usual}</span>}
        </span>
        {menu !== undefined && <div class="panel__menu">{menu}</div>}
      </div>
    </header>
  );
}
