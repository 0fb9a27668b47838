import { CreateModels1795435200000 } from './1795435200000-create-models.js';
import { CreateGenerations1795435201000 } from './1795435201000-create-generations.js';
import { CreateAnswers1795435202000 } from './1795435202000-create-answers.js';
import { AddServedFacts1795435203000 } from './1795435203000-add-served-facts.js';

/** In order of their timestamps. */
export const MIGRATIONS = [
  CreateModels1795435200000,
  CreateGenerations1795435201000,
  CreateAnswers1795435202000,
  AddServedFacts1795435203000,
];
