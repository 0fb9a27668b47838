export { FINE_TUNE_ROWS, FineTunesModule } from './fine-tunes.module.js';
