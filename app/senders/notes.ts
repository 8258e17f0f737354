import { z } from 'zod';

const refusal = z.object({ atMs: z.number(), reason: z.string(), excerpt: z.string().optional() });

const senderNote = z.object({
  /** `token 3`, as the series that it makes are counted to. */
  senderId: z.string(),
  name: z.string(),
  protocol: z.string(),
  requests: z.number(),
  /** Readings, and what else one request may bring many of. */
  accepted: z.number(),
  rejected: z.number(),
  /** Requests of which nothing was read: too large, too much at once, in a form that is not known. */
  refusedRequests: z.number(),
  refusal: refusal.optional(),
  firstMs: z.number(),
  lastMs: z.number(),
  /** Undefined: nothing was ever kept. */
  keptMs: z.number().optional(),
  address: z.string(),
  userAgent: z.string(),
});

/** What is known of one who sends with one token in one protocol. */
export type SenderNote = z.infer<typeof senderNote>;

const doorNote = z.object({
  address: z.string(),
  requests: z.number(),
  status: z.number(),
  /** `POST /write` */
  asked: z.string(),
  reason: z.string(),
  userAgent: z.string(),
  firstMs: z.number(),
  lastMs: z.number(),
});

/** What is known of somebody at one address whose requests were turned away before it was known who they are, or that go nowhere. */
export type DoorNote = z.infer<typeof doorNote>;

/** What was written down of them, read back. */
export const notes = { sender: senderNote, door: doorNote };
