import { Icon, type IconName } from './icons.tsx';

export type PhoneTab = { href: string; label: string; icon: IconName; current?: boolean | undefined };

/** The main navigation of a phone, at the bottom; five at most. */
export function PhoneTabs({ tabs }: { tabs: readonly PhoneTab[] }) {
  return (
    <nav class="phone-tabs" aria-label="Main, short">
      {tabs.map(({ href, label, icon, current = false }) => (
        <a class="phone-tabs__link" href={href} aria-current={current ? 'page' : undefined}>
          <Icon name={icon} />
          {label}
        </a>
      ))}
    </nav>
  );
}
