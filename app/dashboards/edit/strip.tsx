import type { Child } from 'hono/jsx';
import { Button } from '../../../components/button.tsx';
import { Icon, type IconName } from '../../../components/icons.tsx';
import { routes } from '../../routes.ts';
import type { ArrangedPanel } from '../layout/arrange-panels.ts';
import { editForm } from './edit-form.ts';
import { placeWords } from './place-words.ts';

export interface StripProps {
  readonly slug: string;
  /** The panel that is worked on; undefined: none. */
  readonly panel: ArrangedPanel | undefined;
  /** Where it could go. */
  readonly others: readonly { readonly slug: string; readonly title: string }[];
}

/** What can be done with the panel that is worked on: all of it by buttons, most of it by keys as well. */
export function Strip({ slug, panel, others }: StripProps) {
  return (
    <section class="edit-strip" id="edit-strip" aria-label="Panel" data-chosen-panel={panel?.id}>
      <div class="edit-strip__about">
        <b class="edit-strip__title">{panel && (panel.title === '' ? panel.id : panel.title)}</b>
        <span class="edit-strip__place" role="status">
          {panel ? placeWords(panel) : 'Choose a panel to move it, to change its size, or to delete it.'}
        </span>
        {panel && <Keys isSection={panel.kind === 'section'} />}
      </div>
      {panel &&
        (panel.kind === 'section' ? <SectionActs {...{ slug, panel }} /> : <PanelActs {...{ slug, panel, others }} />)}
    </section>
  );
}

function Keys({ isSection }: { readonly isSection: boolean }) {
  return (
    <span class="edit-strip__keys dim only-wide">
      <kbd>{isSection ? '↑' : '←'}</kbd> <kbd>{isSection ? '↓' : '→'}</kbd> move ·{' '}
      {!isSection && (
        <>
          <kbd>Shift</kbd> <kbd>→</kbd> resize ·{' '}
        </>
      )}
      <kbd>Del</kbd> delete
    </span>
  );
}

function PanelActs({ slug, panel, others }: StripProps & { readonly panel: ArrangedPanel }) {
  return (
    <div class="edit-strip__acts">
      <Form slug={slug} panel={panel.id} act="step">
        <Way value="left" icon="back" label="Move left" />
        <Way value="right" icon="next" label="Move right" />
        <Way value="up" icon="up" label="Move up" />
        <Way value="down" icon="down" label="Move down" />
      </Form>
      <Form slug={slug} panel={panel.id} act="size">
        <Way value="narrower" icon="narrower" label="Narrower" />
        <Way value="wider" icon="wider" label="Wider" />
        <Way value="shorter" icon="shorter" label="Shorter" />
        <Way value="taller" icon="taller" label="Taller" />
      </Form>
      <Button size="small" icon="edit" href={routes.panelEdit.href({ slug, id: panel.id })}>
        Edit
      </Button>
      <Form slug={slug} panel={panel.id} act="copy">
        <Button size="small" icon="copy">
          Duplicate
        </Button>
      </Form>
      {others.length > 0 && (
        <Form slug={slug} panel={panel.id} act="move">
          <label class="box box--small">
            <select class="box__control" name="to" aria-label="Another dashboard">
              {others.map(other => (
                <option value={other.slug}>{other.title}</option>
              ))}
            </select>
            <Icon name="down" />
          </label>
          <Button size="small">Move there</Button>
        </Form>
      )}
      <Form slug={slug} panel={panel.id} act="remove">
        <Button size="small" icon="trash">
          Delete
        </Button>
      </Form>
    </div>
  );
}

function SectionActs({ slug, panel }: { readonly slug: string; readonly panel: ArrangedPanel }) {
  const isCollapsed = panel.kind === 'section' && panel.isCollapsed === true;
  return (
    <div class="edit-strip__acts">
      <Form slug={slug} panel={panel.id} act="step">
        <Way value="up" icon="up" label="Move up" />
        <Way value="down" icon="down" label="Move down" />
      </Form>
      <Form slug={slug} panel={panel.id} act="retitle">
        <label class="box box--small">
          <input class="box__control" name="title" value={panel.title} aria-label="Title" required maxlength={200} />
        </label>
        <Button size="small">Rename</Button>
      </Form>
      <Form slug={slug} panel={panel.id} act="fold">
        <Button size="small" attributes={{ name: 'to', value: isCollapsed ? 'open' : 'closed' }}>
          {isCollapsed ? 'Open for everybody' : 'Close for everybody'}
        </Button>
      </Form>
      <Form slug={slug} panel={panel.id} act="remove">
        <Button size="small" icon="trash">
          Delete, and keep its panels
        </Button>
      </Form>
    </div>
  );
}

function Form({ slug, panel, act, children }: { slug: string; panel: string; act: string; children?: Child }) {
  return (
    <form class="edit-strip__form" id={`edit-${act}`} {...editForm(slug)}>
      <input type="hidden" name="panel" value={panel} />
      <input type="hidden" name="act" value={act} />
      {children}
    </form>
  );
}

function Way({ value, icon, label }: { readonly value: string; readonly icon: IconName; readonly label: string }) {
  return <Button size="small" icon={icon} label={label} attributes={{ name: 'to', value, title: label }} />;
}
