import { Icon, type IconName } from './icons.tsx';

export type PhoneTab = { href: string; label: string; icon: IconName; current?: boolean | undefined };

/** As many as are reached without stretching; what is beyond lies behind the last one. */
const MOST_TABS = 5;

/** The main navigation of a phone, at the bottom: five at most, the last of which opens the others where there are more. */
export function PhoneTabs({ tabs }: { tabs: readonly PhoneTab[] }) {
  const shown = tabs.length > MOST_TABS ? tabs.slice(0, MOST_TABS - 1) : tabs;
  const others = tabs.slice(shown.length);
  return (
    <nav class="phone-tabs" aria-label="Main, short">
      {shown.map(tab => (
        <Tab tab={tab} />
      ))}
      {others.length > 0 && <More others={others} />}
    </nav>
  );
}

function Tab({ tab: { href, label, icon, current = false } }: { tab: PhoneTab }) {
  return (
    <a class="phone-tabs__link" href={href} aria-current={current ? 'page' : undefined}>
      <Icon name={icon} />
      {label}
    </a>
  );
}

/** A popover of the browser: it opens without a script, and closes by a tap beside it or the Escape key. */
function More({ others }: { others: readonly PhoneTab[] }) {
  const hasCurrent = others.some(({ current }) => current);
  return (
    <>
      <button
        class="phone-tabs__link"
        type="button"
        popovertarget="phone-more"
        aria-current={hasCurrent ? 'true' : undefined}
      >
        <Icon name="dots" />
        More
      </button>
      <div class="phone-more" id="phone-more" popover="auto">
        {others.map(({ href, label, icon, current = false }) => (
          <a class="phone-more__link" href={href} aria-current={current ? 'page' : undefined}>
            <Icon name={icon} />
            {label}
          </a>
        ))}
      </div>
    </>
  );
}
