import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { contentKeySchema, estimatorSchema, stepsAuthorSchema } from './vocabulary.js';

/** The judge of an experiment is to be tried on answers whose order is known. */
export const qualificationRequested = defineEvent(
  'experiments.qualification-requested.v1',
  ['judging'],
  z.object({
    datasetVersionId: contentKeySchema,
    /** Name of the judge model. */
    judge: z.string().min(1),
    estimator: estimatorSchema,
    /** Whose evaluation steps the forms show. */
    steps: stepsAuthorSchema,
    /** Of the `samples` estimator. */
    temperature: z.number().min(0).max(2),
    criteria: z.array(z.object({ name: z.string().min(1), version: z.int().min(1) })).min(1),
    /** Most test questions that probes are made from. */
    probes: z.int().min(2).max(200),
    /** Judge calls for each probe; 1 for `token-probability`. */
    repeats: z.int().min(1).max(20),
  }),
);
export type QualificationRequested = ReturnType<
  (typeof qualificationRequested)['parse']
>['payload'];
