import { NO_PROGRESS, type Progress } from './fine-tune.js';
import type { StepReport } from './training-run.js';

/** Highest progress before the adapter exists: the last per cent is the conversion. */
const TRAINED = 0.99;

/**
 * The progress of one attempt. Trainers restart their count and guess a wrong remaining time when
 * they resume, so steps never fall here and the time left comes from the pace seen in this attempt.
 */
export class ProgressMeter {
  private latest: Progress = NO_PROGRESS;
  private origin: { step: number; atMs: number } | undefined;

  get current(): Progress {
    return this.latest;
  }

  /** Says what is being done while no steps are made. */
  describe(detail: string): void {
    this.latest = { ...this.latest, detail };
  }

  /** @param nowMs time of the report, milliseconds of any fixed origin */
  report({ step, totalSteps, loss }: StepReport, nowMs: number): void {
    const done = Math.max(this.latest.step, step);
    const total = Math.max(totalSteps, done);
    if (step > 0) this.origin ??= { step, atMs: nowMs };
    this.latest = {
      detail: '',
      step: done,
      totalSteps: total,
      progress: Math.max(this.latest.progress, total > 0 ? TRAINED * (done / total) : 0),
      loss: loss ?? this.latest.loss,
      etaSeconds: this.etaSeconds(done, total, nowMs),
    };
  }

  /** All steps are made; the adapter is being converted. */
  trained(): void {
    const { totalSteps } = this.latest;
    this.latest = { ...this.latest, step: totalSteps, progress: TRAINED, etaSeconds: null };
  }

  private etaSeconds(step: number, total: number, nowMs: number): number | null {
    if (!this.origin || step <= this.origin.step) return this.latest.etaSeconds;
    const secondsPerStep = (nowMs - this.origin.atMs) / 1000 / (step - this.origin.step);
    return Math.round(secondsPerStep * (total - step));
  }
}
