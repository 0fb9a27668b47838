import { defineEvent } from './define-event.js';
import { contentKeySchema, failureSchema, usageSchema } from './vocabulary.js';

/** The judge could not be tried on a dataset version at all; no further try follows. */
export const qualificationFailed = defineEvent(
  'judging.qualification-failed.v1',
  ['experiments'],
  failureSchema.extend({
    datasetVersionId: contentKeySchema,
    /** What was bought before it failed; messages from before this field have none. */
    usage: usageSchema.optional(),
  }),
);
export type QualificationFailed = ReturnType<(typeof qualificationFailed)['parse']>['payload'];
