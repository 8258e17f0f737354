import type { Child } from 'hono/jsx';
import { Button } from './button.tsx';

export type ConfirmProps = {
  /** Of the dialog; an opener is `<button command="show-modal" commandfor={id}>`. */
  id: string;
  /** The question. */
  title: string;
  /** What will be gone, and for whom. */
  children?: Child;
  /** Where the answer is posted. */
  action: string;
  /** The deed in a word: `Delete dashboard`. */
  confirm: string;
  /** Hidden inputs of the form. */
  hidden?: Child;
};

export type ConfirmPageProps = ConfirmProps & {
  /** Where to go instead. */
  cancelHref: string;
};

/** The question in a native dialog: Escape, Cancel and a press outside close it. */
export function ConfirmDialog(props: ConfirmProps) {
  const { id, title, children } = props;
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`} closedby="any">
      <div class="dialog__body">
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
      </div>
      <ConfirmForm
        {...props}
        cancel={
          <Button look="plain" attributes={{ formmethod: 'dialog', formnovalidate: '' }}>
            Cancel
          </Button>
        }
      />
    </dialog>
  );
}

/** The same question as the body of a page, for a browser without script. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { id, title, children, cancelHref } = props;
  return (
    <section class="dialog dialog--page" id={id} aria-labelledby={`${id}-title`}>
      <div class="dialog__body">
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
      </div>
      <ConfirmForm
        {...props}
        cancel={
          <Button look="plain" href={cancelHref}>
            Cancel
          </Button>
        }
      />
    </section>
  );
}

function ConfirmForm({ action, confirm, hidden, cancel }: ConfirmProps & { cancel: Child }) {
  return (
    <form class="dialog__acts" method="post" action={action}>
      {hidden}
      {cancel}
      <Button look="danger">{confirm}</Button>
    </form>
  );
}
