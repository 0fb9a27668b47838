import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { contentKeySchema } from './vocabulary.js';

/** An experiment needs its dataset chunked, embedded and searchable. */
export const indexRequested = defineEvent(
  'experiments.index-requested.v1',
  ['retrieval'],
  z.object({
    datasetVersionId: contentKeySchema,
    /** Most tokens of a chunk. */
    chunkTokens: z.int().min(32).max(512),
    /** Tokens that neighbouring chunks share. */
    overlapTokens: z.int().min(0),
  }),
);
