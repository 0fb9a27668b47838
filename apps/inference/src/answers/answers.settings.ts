/** How this process works on answers. */
export abstract class AnswersSettings {
  /** Chunks answered at once, >= 1. */
  abstract readonly chunksAtOnce: number;
  /** Longest wait for the contexts of up to 100 questions, milliseconds. */
  abstract readonly contextsDeadlineMs: number;
}
