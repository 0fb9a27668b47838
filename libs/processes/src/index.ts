export { isRunning, ownRun, type ProcessRun, runOf } from './process-run.js';
