import { startService } from '@equipoise/platform';

interface Running {
  close(): Promise<void>;
}

/** How each service is started; its code is loaded only then. */
const STARTERS = {
  gateway: async (env: NodeJS.ProcessEnv) => {
    const { startGateway } = await import('../../gateway/src/index.js');
    return (await startGateway(env)).app;
  },
  experiments: async (env: NodeJS.ProcessEnv) => {
    const { experimentsService } = await import('../../experiments/src/index.js');
    return startService(experimentsService, env);
  },
  retrieval: async (env: NodeJS.ProcessEnv) => {
    const { retrievalService } = await import('../../retrieval/src/index.js');
    return startService(retrievalService, env);
  },
  training: async (env: NodeJS.ProcessEnv) => {
    const { trainingService } = await import('../../training/src/index.js');
    return startService(trainingService, env);
  },
  inference: async (env: NodeJS.ProcessEnv) => {
    const { inferenceService } = await import('../../inference/src/index.js');
    return startService(inferenceService, env);
  },
  judging: async (env: NodeJS.ProcessEnv) => {
    const { judgingService } = await import('../../judging/src/index.js');
    return startService(judgingService, env);
  },
} as const satisfies Record<string, (env: NodeJS.ProcessEnv) => Promise<Running>>;

/** A service that can be a process of its own. */
export type ServableName = keyof typeof STARTERS;

export const SERVABLE = Object.keys(STARTERS) as readonly ServableName[];

/**
 * Starts one service in this process, configured by `env` alone.
 *
 * @throws ConfigError when a variable is missing or wrong, before anything listens
 */
export async function serveOne(name: ServableName, env: NodeJS.ProcessEnv): Promise<Running> {
  return STARTERS[name](env);
}
