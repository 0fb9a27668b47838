export { missingForTraining } from './infrastructure/trl-local/missing-for-training.js';
export { FINE_TUNE_ROWS, FineTunesModule } from './fine-tunes.module.js';
