import { AirField } from '../../components/air-field.tsx';
import { Button } from '../../components/button.tsx';
import { Document } from '../../components/document.tsx';
import { Field } from '../../components/field.tsx';
import { Brand } from '../../components/mark.tsx';
import type { PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { version } from '../version.ts';

export interface LoginPageProps {
  readonly shell: PageShell;
  readonly hostName: string;
  /** Where to go after signing in. */
  readonly next: string;
  readonly name?: string;
  readonly isWrong?: boolean;
  /** False before the owner has chosen a password: then only the one-time address leads in. */
  readonly hasPassword: boolean;
}

export function LoginPage({ shell, hostName, next, name = '', isWrong = false, hasPassword }: LoginPageProps) {
  return (
    <Document title="Sign in" assetHref={shell.assetHref}>
      <main class="signin" id="main">
        <section class="signin__form" aria-label="Sign in">
          <Brand href={routes.home.href()} />
          <div class="signin__middle">
            <h1 class="signin__title">Sign in to {hostName}</h1>
            {hasPassword ? (
              <p class="signin__lead">With the name and the password that you chose.</p>
            ) : (
              <p class="signin__lead">
                The terminal that started this server printed a one-time address. Open that one. If it is gone, run{' '}
                <code>telltale reset-password</code>.
              </p>
            )}
            {hasPassword && <LoginForm next={next} name={name} isWrong={isWrong} />}
          </div>
          <p class="signin__foot">Telltale {version} · no password is ever preset</p>
        </section>
        <div class="signin__air">
          <AirField />
        </div>
      </main>
    </Document>
  );
}

function LoginForm({ next, name, isWrong }: { next: string; name: string; isWrong: boolean }) {
  const error = isWrong ? (
    <>
      Name or password is wrong. Forgotten? Run <code>telltale reset-password</code>.
    </>
  ) : undefined;
  return (
    <form class="form" method="post" action={routes.login.href()}>
      <input type="hidden" name="next" value={next} />
      <Field
        id="name"
        name="name"
        label="Your name"
        size="large"
        value={name}
        attributes={{ autocomplete: 'username', required: true }}
      />
      <Field
        id="password"
        name="password"
        label="Password"
        size="large"
        error={error}
        attributes={{ type: 'password', autocomplete: 'current-password', required: true }}
      />
      <div class="form__acts">
        <Button look="solid" size="large">
          Sign in
        </Button>
      </div>
    </form>
  );
}
