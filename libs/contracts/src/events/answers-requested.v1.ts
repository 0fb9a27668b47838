import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { contentKeySchema, contextSchema, retrievalModeSchema } from './vocabulary.js';

/** A chunk of one cell is to be answered. */
export const answersRequested = defineEvent(
  'experiments.answers-requested.v1',
  ['inference'],
  z.object({
    chunkId: z.uuid(),
    cellId: z.uuid(),
    /** Name of the model that answers; an adapter has a name of its own. */
    model: z.string().min(1),
    datasetVersionId: contentKeySchema,
    context: contextSchema,
    /** For `retrieved` only. */
    indexId: contentKeySchema.nullable(),
    topK: z.int().min(1).max(50),
    mode: retrievalModeSchema,
    questionIds: z.array(z.string().min(1)).min(1).max(1000),
    /** Independent answers per question. */
    samples: z.int().min(1).max(100),
    temperature: z.number().min(0).max(2),
    topP: z.number().gt(0).max(1),
    maxTokens: z.int().min(1),
  }),
);
export type AnswersRequested = ReturnType<(typeof answersRequested)['parse']>['payload'];
