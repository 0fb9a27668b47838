import { defineEvent } from './define-event.js';
import { contentKeySchema, failureSchema } from './vocabulary.js';

/** The index that an experiment asked for cannot be built; no further try follows. */
export const indexFailed = defineEvent(
  'retrieval.index-failed.v1',
  ['experiments'],
  failureSchema.extend({ datasetVersionId: contentKeySchema }),
);
