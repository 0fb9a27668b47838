import { runService } from '@equipoise/platform';
import { judgingService } from './index.js';

await runService(judgingService);
