import { Switch } from './switch.tsx';

export type ShortcutListProps = {
  groups: readonly { title: string; shortcuts: readonly { keys: readonly string[]; does: string }[] }[];
  headingLevel: 2 | 3;
};

/** What is printed on the key, where its name is something else. */
const CAPS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Control: 'Ctrl',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page up',
  PageDown: 'Page down',
};

/** Keys and what they do, group by group, and the switch that turns single keys off (WCAG 2.2, 2.1.4). */
export function ShortcutList({ groups, headingLevel }: ShortcutListProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div class="shortcuts">
      {groups.map(({ title, shortcuts }) => (
        <section class="shortcuts__group">
          <Heading>{title}</Heading>
          <dl>
            {shortcuts.map(({ keys, does }) => (
              <div class="shortcuts__row">
                <dt>
                  {keys.map(key => (
                    <kbd>{CAPS[key] ?? key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p class="shortcuts__switch" data-keys-choice hidden>
        <Switch
          name="keys"
          label="Single keys do something in this browser"
          checked
          attributes={{ 'data-keys-switch': '' }}
        />
      </p>
    </div>
  );
}
