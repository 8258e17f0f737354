import { Button } from '../../../components/button.tsx';
import { SegmentChoice } from '../../../components/segment.tsx';
import { Sheet } from '../../../components/sheet.tsx';

/** What this browser says of events by itself. The choice is the browser's own: public/js/notices.js and notify.js keep it there. */
export function NoticeChoice() {
  return (
    <Sheet id="notices" title="In this browser" note="chosen here, kept here">
      <p class="dim" data-notice-none>
        Without script no page says anything by itself.
      </p>
      <div class="notice-choice" data-notice-choice hidden>
        <SegmentChoice
          label="Say events on every open page"
          name="notices"
          value="3"
          options={[
            { value: '3', label: 'All but low' },
            { value: '4', label: 'High and max' },
            { value: '6', label: 'None' },
          ]}
        />
        <p class="dim">A line at the foot of every open page, for six seconds.</p>
      </div>
      <div class="notice-choice" data-notify-choice hidden>
        <Button type="button" icon="bell" attributes={{ 'data-notify': '' }}>
          Notify me when I look elsewhere
        </Button>
        <p class="dim" role="status" data-notify-state>
          The browser asks whether this server may.
        </p>
      </div>
    </Sheet>
  );
}
