export { qualificationOf } from './domain/experiment-spec.js';
export { PlanExperiment } from './application/plan-experiment.js';
export { comparableArms } from './domain/comparable-arms.js';
export type { ExperimentPlan, PlannedCell } from './domain/plan.js';
export { SpecsModule } from './specs.module.js';
export { parseSpec } from './transport/parse-spec.js';
export { specJsonSchema } from './transport/spec-json-schema.js';
