import { type VectorCheck } from './vector-check.js';

export const sequentialAndBiasChecks: VectorCheck[] = [];
