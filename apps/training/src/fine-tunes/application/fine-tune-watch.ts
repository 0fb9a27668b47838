import type { Clock } from '@equipoise/kernel';
import { ProgressMeter } from '../domain/progress-meter.js';
import type { ProgressUpdate, TrainingObserver } from './ports.js';

/** Gathers what one run of a fine-tune is doing, between two looks at it. */
export class FineTuneWatch implements TrainingObserver {
  private readonly meter = new ProgressMeter();
  private status: ProgressUpdate['status'] = 'queued';
  private startedAtMs: number | undefined;
  private isChanged = false;

  constructor(private readonly clock: Clock) {}

  /** Time since the attempt began, seconds; 0 before. */
  get wallSeconds(): number {
    return this.startedAtMs === undefined ? 0 : (this.nowMs() - this.startedAtMs) / 1000;
  }

  waiting(detail: string): void {
    this.change('queued');
    this.meter.describe(detail);
  }

  begun(): void {
    this.startedAtMs = this.nowMs();
    this.change('preparing');
    this.meter.describe('reading the training questions');
  }

  preparing(detail: string): void {
    this.change('preparing');
    this.meter.describe(detail);
  }

  stepped(report: { step: number; totalSteps: number; loss: number | null }): void {
    this.change('running');
    this.meter.report(report, this.nowMs());
  }

  converting(): void {
    this.change('converting');
    this.meter.trained();
    this.meter.describe('converting the adapter to GGUF');
  }

  /** The state of things if it changed since the last call. */
  takeUpdate(): ProgressUpdate | undefined {
    if (!this.isChanged) return undefined;
    this.isChanged = false;
    return { status: this.status, progress: this.meter.current };
  }

  private change(status: ProgressUpdate['status']): void {
    this.status = status;
    this.isChanged = true;
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}
