import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { contentKeySchema } from './vocabulary.js';

/** The index that an experiment asked for can be searched. */
export const indexReady = defineEvent(
  'retrieval.index-ready.v1',
  ['experiments'],
  z.object({
    indexId: contentKeySchema,
    datasetVersionId: contentKeySchema,
    chunks: z.int().min(1),
    /** Name and digest of the embedding model. */
    embedder: z.string().min(1),
  }),
);
