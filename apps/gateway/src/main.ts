import { runProcess } from '@equipoise/platform';
import { startGateway } from './start-gateway.js';

await runProcess(async (env) => (await startGateway(env)).app);
