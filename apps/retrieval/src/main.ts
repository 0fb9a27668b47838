import 'reflect-metadata';
import { runService } from '@equipoise/platform';
import { retrievalService } from './index.js';

await runService(retrievalService);
