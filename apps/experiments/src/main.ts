import { runService } from '@equipoise/platform';
import { experimentsService } from './index.js';

await runService(experimentsService);
