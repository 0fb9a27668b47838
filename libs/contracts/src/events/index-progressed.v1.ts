import { z } from 'zod';
import { defineEvent, PROGRESS_TOPIC } from './define-event.js';
import { contentKeySchema } from './vocabulary.js';

/** An index being built has come further; sent at most every few seconds. */
export const indexProgressed = defineEvent(
  'retrieval.index-progressed.v1',
  ['experiments'],
  z.object({
    indexId: contentKeySchema,
    datasetVersionId: contentKeySchema,
    chunksDone: z.int().min(0),
    chunksTotal: z.int().min(0),
  }),
  PROGRESS_TOPIC,
);
