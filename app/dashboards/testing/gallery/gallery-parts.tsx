import { Banner } from '../../../../components/banner.tsx';
import { Button } from '../../../../components/button.tsx';
import { Chip } from '../../../../components/chip.tsx';
import { CodeLine } from '../../../../components/code-line.tsx';
import { Empty, Loading } from '../../../../components/empty.tsx';
import { Field } from '../../../../components/field.tsx';
import { LinkState } from '../../../../components/link-state.tsx';
import { Panel } from '../../../../components/panel.tsx';
import { People } from '../../../../components/people.tsx';
import { Segment } from '../../../../components/segment.tsx';
import { Sheet } from '../../../../components/sheet.tsx';
import { Switch } from '../../../../components/switch.tsx';
import { Tabs } from '../../../../components/tabs.tsx';
import { Toast } from '../../../../components/toast.tsx';
import { Stat } from '../../../../components/value.tsx';

const HERE = '#main';
const CHOICES = ['15 m', '1 h', '6 h'].map((label, at) => ({ href: HERE, label, current: at === 1 }));
const PLACE = { w: 6, h: 4 };

/** The parts of which pages are made, once each. */
export function GalleryParts() {
  return (
    <div>
      <Sheet id="parts-controls" title="Controls">
        <div class="cluster">
          <Button look="solid">Make a dashboard</Button>
          <Button>Share</Button>
          <Button look="plain">Cancel</Button>
          <Button look="danger">Delete</Button>
          <Button icon="trash" label="Delete" />
          <Button disabled>Not now</Button>
        </div>
        <div class="cluster">
          <Segment label="Range" options={CHOICES} />
          <Switch name="parts-switch" label="Desktop notices" checked />
          <Tabs label="Ways to send" tabs={CHOICES} />
        </div>
        <Field id="parts-field" name="parts-field" label="Unit" value="celsius" hint="As it is sent." />
        <Field
          id="parts-wrong"
          name="parts-wrong"
          label="Unit"
          value="?"
          error="This is no unit. Write one, such as W."
        />
      </Sheet>
      <Sheet id="parts-words" title="Words">
        <div class="cluster">
          {(['none', 'ok', 'warn', 'crit', 'yarn'] as const).map(status => (
            <Chip status={status}>{status}</Chip>
          ))}
        </div>
        <CodeLine text="curl -d 21.4 localhost:8355/in/temperature" />
        <People people={[{ initials: 'AB', name: 'Anna Berg' }]} />
        {(['live', 'lost', 'back'] as const).map(state => (
          <LinkState id={`parts-link-${state}`} state={state} iso="2026-06-01T12:00:00Z" time="14:00:00" />
        ))}
      </Sheet>
      {(['ok', 'warn', 'crit'] as const).map(status => (
        <Banner status={status} more="What to do about it.">
          What is {status}.
        </Banner>
      ))}
      <Toast undo={<Button look="plain">Undo</Button>} stays>
        Moved “Disks” to column 19
      </Toast>
      <PanelStates />
    </div>
  );
}

/** States that no kind draws by itself. */
function PanelStates() {
  const value = <Stat value={28} unit="ms" />;
  return (
    <div class="cloth">
      <Panel id="parts-loading" title="Loading" place={PLACE} state="loading">
        <Loading />
      </Panel>
      <Panel id="parts-lost" title="Link lost" place={PLACE} state="lost" age="as of 14:03:22">
        {value}
      </Panel>
      <Panel
        id="parts-warn"
        title="Warns"
        place={PLACE}
        state="live"
        age="1 s"
        verdict={{ status: 'warn', words: 'above 20 ms' }}
      >
        {value}
      </Panel>
      <Panel
        id="parts-crit"
        title="Fires"
        place={PLACE}
        state="live"
        age="1 s"
        verdict={{ status: 'crit', words: 'above 25 ms' }}
      >
        {value}
      </Panel>
      <Panel id="parts-error" title="Error" place={PLACE} state="error">
        <Empty title="This query stops at “by”">A label name in brackets must follow.</Empty>
      </Panel>
    </div>
  );
}
