import { z } from 'zod';
import { defineEvent } from './define-event.js';

/** Every cell of the experiment has ended: what was collected is to be analysed. */
export const analysisRequested = defineEvent(
  'experiments.analysis-requested.v1',
  ['experiments'],
  z.object({}),
);
