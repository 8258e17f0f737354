import { Button } from '../../components/button.tsx';
import { CodeLine } from '../../components/code-line.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { Table } from '../../components/table.tsx';
import type { Scope } from '../auth/identity.ts';
import { inPlace } from '../http/in-place.ts';
import { routes } from '../routes.ts';
import { Ago } from './ago.tsx';
import type { SettingsProps } from './page.tsx';

/** Tokens: what they may, when they were used last; made and revoked here. */
export function Tokens({ tokens, made, error, nowMs }: SettingsProps) {
  const rows = tokens.map(({ id, name, hint, scope, usedMs }) => ({
    cells: [
      name,
      <code>{hint}…</code>,
      MAY[scope],
      usedMs === null ? 'never' : <Ago atMs={usedMs} nowMs={nowMs} />,
      <form
        method="post"
        action={routes.tokenRevocation.href({ id })}
        {...inPlace(routes.tokenRevocation.href({ id }), 'tokens')}
      >
        <Button size="small" look="plain" label={`Revoke ${name}`}>
          Revoke
        </Button>
      </form>,
    ],
  }));
  const scopes = Object.entries(MAY).map(([value, label]) => ({ value, label }));
  return (
    <Sheet id="tokens" title="Tokens" note={`${tokens.length}, kept as hashes`} end={<ApiLink />} padded={false}>
      {made && (
        <div class="sheet__body settings__made" role="status">
          <p>
            <b>{made.name}</b> is made. Copy it now; it is not shown again.
          </p>
          <CodeLine text={made.secret} prompt="" />
        </div>
      )}
      <Table
        roomy
        caption="Tokens"
        columns={[
          { label: 'name', align: 'text' },
          { label: 'begins with', align: 'text' },
          { label: 'may', align: 'text' },
          { label: 'last used', align: 'figure' },
          { label: '', align: 'figure' },
        ]}
        rows={rows}
      />
      <form
        class="sheet__body settings__new-token"
        method="post"
        action={routes.tokens.href()}
        {...inPlace(routes.tokens.href(), 'tokens')}
      >
        <Field
          id="token-name"
          name="name"
          label="New token"
          hint="who will use it"
          error={error?.field === 'token' ? error.message : undefined}
          attributes={{ required: true, maxlength: 100, autocomplete: 'off' }}
        />
        <Field id="token-scope" name="scope" label="May" options={scopes} value="ingest" />
        <Button>Make</Button>
      </form>
    </Sheet>
  );
}

function ApiLink() {
  return (
    <>
      <a class="link" href={routes.senders.href()}>
        Who sends
      </a>
      <a class="link" href={routes.api.href()}>
        What they can ask
      </a>
    </>
  );
}

const MAY: Record<Scope, string> = { ingest: 'send readings', read: 'read', admin: 'everything' };
