import { noteDelivery } from '../senders/delivery.ts';
import type { TakenLogs } from './log-intake-calls.ts';

/** Says for the page of the senders what became of lines. */
export function noteLogs(request: Request, { kept, refused, reasons, fault }: TakenLogs): void {
  const reason = fault ?? reasons[0];
  noteDelivery(request, {
    ...(fault === undefined && { accepted: kept }),
    rejected: refused,
    ...(reason !== undefined && { reason }),
  });
}
