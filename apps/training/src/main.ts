import { runService } from '@equipoise/platform';
import { trainingService } from './index.js';

await runService(trainingService);
