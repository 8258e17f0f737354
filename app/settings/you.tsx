import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { SegmentChoice } from '../../components/segment.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from '../auth/password.ts';
import { routes } from '../routes.ts';
import type { SettingsProps } from './page.tsx';

/** Theme, name and password, the way out. */
export function You({ person, error, timeZone }: SettingsProps) {
  return (
    <Sheet id="you" title="You">
      <div class="stack">
        <div class="cluster">
          <span class="soft">Theme</span>
          <SegmentChoice
            label="Theme"
            name="theme"
            value="system"
            options={THEMES}
            attributes={{ 'data-theme-choice': '' }}
          />
        </div>
        <form class="form form--row" method="post" action={routes.timeZone.href()}>
          <Field
            id="zone"
            name="zone"
            label="Time zone"
            hint="empty: that of the browser"
            value={timeZone ?? ''}
            attributes={{
              list: 'zones',
              autocomplete: 'off',
              spellcheck: 'false',
              maxlength: 64,
              placeholder: 'Europe/Berlin',
            }}
          />
          <datalist id="zones">
            {Intl.supportedValuesOf('timeZone').map(zone => (
              <option value={zone} />
            ))}
          </datalist>
          <Button>Use this zone</Button>
        </form>
        {person && (
          <form class="form" method="post" action={routes.credentials.href()}>
            <Field
              id="name"
              name="name"
              label="Your name"
              value={person.hasPassword ? person.name : ''}
              error={error?.field === 'name' ? error.message : undefined}
              attributes={{ autocomplete: 'username', required: true, maxlength: 100 }}
            />
            <Field
              id="password"
              name="password"
              label={person.hasPassword ? 'A new password' : 'A password'}
              hint={`${PASSWORD_MIN_CHARS} characters or more`}
              error={error?.field === 'password' ? error.message : undefined}
              attributes={{
                type: 'password',
                autocomplete: 'new-password',
                required: true,
                minlength: PASSWORD_MIN_CHARS,
                maxlength: PASSWORD_MAX_CHARS,
              }}
            />
            <p class="form__acts">
              <Button>Save name and password</Button>
            </p>
          </form>
        )}
        {person && (
          <form method="post" action={routes.logout.href()}>
            <Button>Sign out</Button>
          </form>
        )}
      </div>
    </Sheet>
  );
}

const THEMES = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
