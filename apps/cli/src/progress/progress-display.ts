import { MultiBar, type SingleBar } from 'cli-progress';
import { Eta, formatDuration } from './eta.js';
import type { ProgressItem } from './progress-view.js';

/** Shows how far things are, until it is stopped. */
export interface ProgressDisplay {
  update(items: readonly ProgressItem[]): void;
  /** A line of text that stays. */
  note(text: string): void;
  stop(): void;
}

/** Bars on a terminal; a line now and then where there is none, as in a CI log. */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? new BarDisplay(stream) : new LineDisplay(stream);
}

class BarDisplay implements ProgressDisplay {
  private readonly bars = new Map<string, { bar: SingleBar; eta: Eta }>();
  private readonly multi: MultiBar;

  constructor(stream: NodeJS.WriteStream) {
    this.multi = new MultiBar({
      stream,
      clearOnComplete: false,
      hideCursor: true,
      format: '  {name} {bar} {percentage}%  {value}/{total}  {left}{detail}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
      // Updates come from outside; a clock of its own would only redraw the same.
      noTTYOutput: false,
      gracefulExit: false,
    });
  }

  update(items: readonly ProgressItem[]): void {
    const width = Math.max(...items.map(({ name }) => Math.min(name.length, 44)), 10);
    for (const item of items) {
      if (item.total === 0) continue;
      const { bar, eta } = this.barOf(item);
      const seconds = item.done < item.total ? eta.seconds(item.done, item.total, Date.now()) : 0;
      bar.setTotal(item.total);
      bar.update(item.done, {
        name: item.name.slice(0, 44).padEnd(width),
        detail: item.detail ? `  ${item.detail}` : '',
        left: seconds ? `${formatDuration(seconds)} left` : '',
      });
    }
  }

  note(text: string): void {
    this.multi.log(`${text}\n`);
  }

  stop(): void {
    this.multi.stop();
  }

  private barOf(item: ProgressItem): { bar: SingleBar; eta: Eta } {
    const known = this.bars.get(item.name);
    if (known) return known;
    const bar = this.multi.create(item.total, item.done, { name: item.name, detail: '', left: '' });
    const made = { bar, eta: new Eta() };
    this.bars.set(item.name, made);
    return made;
  }
}

const LINE_EVERY_MS = 15_000;

class LineDisplay implements ProgressDisplay {
  private readonly etas = new Map<string, Eta>();
  private lastMs = 0;
  private lastText = '';

  constructor(private readonly stream: NodeJS.WritableStream) {}

  update(items: readonly ProgressItem[]): void {
    const parts = items.filter(({ total }) => total > 0).map((item) => this.part(item));
    const text = parts.join(' | ');
    const nowMs = Date.now();
    const complete = items.every(({ done, total }) => done >= total);
    if (text === this.lastText || (!complete && nowMs - this.lastMs < LINE_EVERY_MS)) return;
    this.lastMs = nowMs;
    this.lastText = text;
    this.stream.write(`  ${text}\n`);
  }

  note(text: string): void {
    this.stream.write(`${text}\n`);
  }

  stop(): void {
    this.lastText = '';
  }

  private part({ name, done, total, detail }: ProgressItem): string {
    const eta = this.etas.get(name) ?? new Eta();
    this.etas.set(name, eta);
    const seconds = done < total ? eta.seconds(done, total, Date.now()) : undefined;
    const left = seconds === undefined ? '' : ` (${formatDuration(seconds)} left)`;
    return `${name} ${done}/${total}${detail ? ` ${detail}` : ''}${left}`;
  }
}
