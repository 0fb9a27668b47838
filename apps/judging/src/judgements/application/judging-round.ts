import type { JudgeFailure, JudgeGeneration } from '../../judge/index.js';
import { type JudgementFrame, judgementOf, type OpenSample } from '../domain/open-sample.js';
import { JudgeChangedError, JudgeUnavailableError } from '../domain/judgements.errors.js';
import { noReading, readOutput, type Reading } from '../domain/reading.js';
import { usageOf } from '../domain/usage.js';
import { NO_USAGE, plusUsage } from '@equipoise/contracts';
import type { JudgementWriter } from './judgement-writer.js';

/** A sample that came and held no score. */
export interface UnreadableSample {
  readonly sample: OpenSample;
  readonly reading: Reading;
}

const NO_RESULT = {
  code: 'INFERENCE.NO_RESULT',
  message: 'inference ended its stream without a result for it',
  retryable: true,
  attempts: 0,
};

/** Takes in what the judge gives for one batch and settles what can be settled. */
export class JudgingRound {
  readonly unreadable: UnreadableSample[] = [];
  private readonly waiting: Map<string, OpenSample>;
  private readonly failures = new Map<string, JudgeFailure>();

  constructor(
    private readonly frame: JudgementFrame,
    open: readonly OpenSample[],
    private readonly writer: JudgementWriter,
    private readonly minScoreMass: number,
  ) {
    this.waiting = new Map(
      open.map((sample) => [nameOf(sample.key.answerId, sample.index), sample]),
    );
  }

  /** @throws JudgeChangedError */
  async onGeneration(generation: JudgeGeneration, judge: string): Promise<void> {
    const { judgeFingerprint: now } = generation;
    const { estimator, judgeFingerprint: before } = this.frame.key;
    if (now !== before) throw new JudgeChangedError(judge, before, now);
    const name = nameOf(generation.itemId, generation.sample);
    const waiting = this.waiting.get(name);
    if (!waiting) return;
    this.waiting.delete(name);
    const sample = {
      ...waiting,
      attempts: waiting.attempts + generation.attempts,
      usage: plusUsage(waiting.usage, usageOf(generation)),
    };
    const reading = readOutput(estimator, generation, this.minScoreMass);
    if (reading.score === null) this.unreadable.push({ sample, reading });
    else await this.writer.add(judgementOf(this.frame, sample, reading, null));
  }

  onFailure(failure: JudgeFailure): void {
    this.failures.set(nameOf(failure.itemId, failure.sample), failure);
    // A failure may be told once for an item: it then stands for all of its samples.
    if (!this.failures.has(failure.itemId)) this.failures.set(failure.itemId, failure);
  }

  /**
   * Settles what got no generation: missing for good where no retry helps.
   *
   * @throws JudgeUnavailableError when for some a retry may help
   */
  async close(): Promise<void> {
    const retryable: string[] = [];
    let code = '';
    for (const [name, sample] of this.waiting) {
      const { answerId } = sample.key;
      const failure = this.failures.get(name) ?? this.failures.get(answerId) ?? NO_RESULT;
      if (failure.retryable) {
        code ||= failure.code;
        retryable.push(failure.message);
      } else await this.writer.add(this.failed(sample, failure));
    }
    const [reason] = retryable;
    if (reason !== undefined) throw new JudgeUnavailableError(retryable.length, code, reason);
  }

  private failed(
    sample: OpenSample,
    { code, message, attempts }: Pick<JudgeFailure, 'code' | 'message' | 'attempts'>,
  ): ReturnType<typeof judgementOf> {
    const tried = {
      ...sample,
      attempts: sample.attempts + attempts,
      usage: plusUsage(sample.usage, { ...NO_USAGE, calls: attempts }),
    };
    return judgementOf(this.frame, tried, noReading(`${code}: ${message}`), 'error');
  }
}

const nameOf = (itemId: string, sample: number): string => `${itemId} ${sample}`;
