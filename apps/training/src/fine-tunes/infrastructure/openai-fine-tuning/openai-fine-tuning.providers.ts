import type { Provider } from '@nestjs/common';
import { FineTuningApiClient } from './fine-tuning-api.client.js';
import { FineTuningApiConfig } from './fine-tuning-api.config.js';
import { FineTuningApi } from './fine-tuning-api.js';
import { FineTuningApiKey } from './fine-tuning-api.key.js';
import { HostedJobDesk } from './hosted-job.desk.js';
import { HostedJobObserver } from './hosted-job.observer.js';
import { HostedJobWatch } from './hosted-job.watch.js';
import { HostedModels } from './hosted-models.js';

/** All that the back end is made of. @throws ConfigError naming the variables that are wrong */
export function openAiFineTuningParts(env: NodeJS.ProcessEnv): Provider[] {
  const config = new FineTuningApiConfig(env);
  const key = new FineTuningApiKey(config.FINE_TUNING_API_KEY_REF, env);
  return [
    { provide: FineTuningApiConfig, useValue: config },
    { provide: FineTuningApiKey, useValue: key },
    ...[FineTuningApiClient, FineTuningApi],
    ...[HostedJobWatch, HostedJobObserver, HostedJobDesk, HostedModels],
  ];
}
