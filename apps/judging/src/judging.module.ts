import { PlatformModule } from '@equipoise/platform';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CriteriaModule, CRITERIA_ROWS } from './criteria/index.js';
import { JudgeModule } from './judge/index.js';
import { JUDGEMENT_ROWS, JudgementsModule } from './judgements/index.js';
import { JudgingConfig } from './judging.config.js';
import { CreateCriteria1795428000000 } from './migrations/1795428000000-create-criteria.js';
import { CreateJudgements1795428060000 } from './migrations/1795428060000-create-judgements.js';
import { CreateQualifications1795428120000 } from './migrations/1795428120000-create-qualifications.js';
import { QUALIFICATION_ROWS, QualificationsModule } from './qualifications/index.js';

/** The judging service: its features on the platform, configured from one environment. */
@Global()
@Module({})
export class JudgingModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: JudgingModule,
      imports: [
        PlatformModule.forService({
          service: 'judging',
          env,
          entities: [...CRITERIA_ROWS, ...JUDGEMENT_ROWS, ...QUALIFICATION_ROWS],
          migrations: [
            CreateCriteria1795428000000,
            CreateJudgements1795428060000,
            CreateQualifications1795428120000,
          ],
        }),
        JudgeModule,
        CriteriaModule,
        JudgementsModule,
        QualificationsModule,
      ],
      providers: [{ provide: JudgingConfig, useFactory: () => new JudgingConfig(env) }],
      exports: [JudgingConfig],
    };
  }
}
