import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { judgeQualificationSchema } from './judge-qualification.js';
import { contentKeySchema, usageSchema } from './vocabulary.js';

/** What the judge is worth on one dataset version, criterion by criterion. */
export const qualificationReady = defineEvent(
  'judging.qualification-ready.v1',
  ['experiments'],
  z.object({
    datasetVersionId: contentKeySchema,
    qualifications: z.array(judgeQualificationSchema),
    /** What this request bought; probes judged before count as reused. */
    usage: usageSchema,
  }),
);
export type QualificationReady = ReturnType<(typeof qualificationReady)['parse']>['payload'];
