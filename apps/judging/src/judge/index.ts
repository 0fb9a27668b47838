export {
  type JudgeBatch,
  type JudgeFailure,
  type JudgeGeneration,
  type JudgeItem,
  JudgeModel,
  type JudgeReply,
} from './application/judge-model.js';
export { JudgeModule } from './judge.module.js';
