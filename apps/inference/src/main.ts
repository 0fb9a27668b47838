import { runService } from '@equipoise/platform';
import { inferenceService } from './index.js';

await runService(inferenceService);
