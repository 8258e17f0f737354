import { z } from 'zod';
import type { Parameter } from '../endpoint.ts';

export const topic: Parameter = {
  name: 'topic',
  place: 'path',
  about: 'What it is about: 1 to 64 letters, digits, `-` and `_`.',
  schema: z.string(),
  isRequired: true,
  example: 'deploys',
};

export const sequence: Parameter = {
  name: 'sequence',
  place: 'path',
  about: 'Chosen by the sender; a later event with the same one takes the place of this one where it is shown.',
  schema: z.string(),
  isRequired: true,
  example: 'v7',
};

export const inQuery = (name: string, about: string): Parameter => ({
  name,
  place: 'query',
  about,
  schema: z.string(),
});
