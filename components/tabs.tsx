export type Tab = { href: string; label: string; current?: boolean | undefined };

export type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  /** Attributes of every tab, such as `hx-target`. */
  attributes?: Readonly<Record<string, string | undefined>> | undefined;
};

/** Ways to see one thing, as links; on a phone they scroll sideways. */
export function Tabs({ label, tabs, attributes = {} }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ href, label, current = false }) => (
        <a class="tabs__tab" href={href} aria-current={current ? 'true' : undefined} {...attributes}>
          {label}
        </a>
      ))}
    </nav>
  );
}
