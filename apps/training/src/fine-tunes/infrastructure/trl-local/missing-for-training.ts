import { TrainingConfig } from '../../../training.config.js';
import { BaseWeightsCache } from './base-weights.js';
import { HostEnvironment } from './host-environment.js';
import { LlamaCpp } from './llama-cpp.js';
import { PythonEnvironment } from './python-environment.js';
import { TrainerTools } from './trainer-tools.js';
import { TrlLocalFiles } from './trl-local.files.js';

/**
 * What this machine lacks to train and how to get it, in the words of the back end, without starting
 * the service.
 *
 * @returns undefined when nothing is missing
 */
export async function missingForTraining(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const config = new TrainingConfig(env);
  const [files, host] = [new TrlLocalFiles(config), new HostEnvironment(env)];
  const tools = new TrainerTools(
    new PythonEnvironment(config, files, host),
    new BaseWeightsCache(config, files, host),
    new LlamaCpp(config, files, host),
  );
  return tools.unavailableBecause();
}
