import { z } from 'zod';

export const TEMPLATE_MAX_CHARS = 1000;

const Template = z.string().max(TEMPLATE_MAX_CHARS);

/** How one event is made of any body: texts with `{{path}}` in them. */
export const Mapping = z.strictObject({
  title: Template,
  message: Template,
  priority: Template,
  tags: Template,
  click: Template,
  sequence: Template,
});

export type Mapping = z.infer<typeof Mapping>;

export const MAPPING_FIELDS = ['title', 'message', 'priority', 'tags', 'click', 'sequence'] as const;
