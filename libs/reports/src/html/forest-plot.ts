import type { Analysis, Contrast } from '@equipoise/contracts';
import { BOUNDS, decimal, shownInterval, signed } from '@equipoise/analysis';
import { level, listed, range, SHORT_CONTEXT, VERDICT_NAME, VERDICTS } from '../content/wording.js';
import { html, type Html, NO_MARKUP } from './html.js';
import { at, fitted, linearScale, ticksOf } from './scale.js';

const WIDTH = 1080;
const PLOT = { left: 400, right: 840 } as const;
const ROW = 26;
const TOP = 28;

type Interval = NonNullable<Contrast['interval']>;

interface Frame {
  readonly reach: number;
  readonly place: (value: number) => number;
}

/** Every contrast as a point with its interval, by arm, on one axis with the margin shaded. */
export function forestPlot(analysis: Analysis): Html {
  const { contrasts, settings } = analysis;
  if (contrasts.length === 0) return NO_MARKUP;
  const frame = frameOf(contrasts, settings.margin);
  const lines = linesOf(contrasts);
  const bottom = TOP + lines.length * ROW + 6;
  return html`<figure>
    <div class="scroll" role="region" aria-label="Forest plot" tabindex="0">
      <svg
        class="forest"
        viewBox="0 0 ${WIDTH} ${bottom + 44}"
        role="img"
        aria-labelledby="forest-title"
      >
        <title id="forest-title">
          Forest plot of ${contrasts.length} contrasts; the table below has the same numbers.
        </title>
        ${axis(frame, bottom, settings.margin)}
        ${lines.map((line, i) => lineOf(line, TOP + i * ROW + ROW / 2, frame))}
      </svg>
    </div>
    <figcaption>${captionOf(analysis)}</figcaption>
    ${legend()}
  </figure>`;
}

function captionOf(analysis: Analysis): string {
  const { margin, sequential } = analysis.settings;
  const intervals = sequential === undefined ? 'intervals' : 'confidence sequences';
  const unqualified = analysis.judgeQualification
    .filter(({ status }) => status === 'unqualified')
    .map(({ criterion, dataset }) => `${criterion} on ${dataset}`);
  const caveat = unqualified.length === 0 ? '' : ` Unqualified judge: ${listed(unqualified)}.`;
  return (
    `Tuned minus base with ${level(analysis)} ${intervals}. The band is the margin of ` +
    `±${decimal(margin)}: differences inside it do not matter in practice.${adjustmentOf(analysis)}${caveat}`
  );
}

/** Why a verdict may be open where an interval looks clear. */
function adjustmentOf({ settings, contrasts }: Analysis): string {
  if (settings.sequential !== undefined || contrasts.length < 2) return '';
  return ` Intervals are of one contrast each; verdicts are adjusted for ${settings.familySize}, so one may be open although its interval leaves out 0 or lies inside the band.`;
}

/** A verdict's mark in running text, told to screen readers by name. */
export function verdictSymbol(verdict: Contrast['verdict'], name: string): Html {
  return html`<svg viewBox="-8 -8 16 16" width="16" height="16" role="img" aria-label="${name}">
    ${symbol(verdict, 0, 0)}
  </svg>`;
}

function legend(): Html {
  return html`<ul class="legend">
    ${VERDICTS.map(
      (verdict) => html`<li>${verdictSymbol(verdict, '')} ${VERDICT_NAME[verdict]}</li>`,
    )}
  </ul>`;
}

type Line = { readonly heading: string } | { readonly contrast: Contrast };

function linesOf(contrasts: readonly Contrast[]): Line[] {
  const labels = [...new Set(contrasts.map(({ arm }) => arm.label))];
  return labels.flatMap((heading): Line[] => [
    { heading },
    ...contrasts.filter(({ arm }) => arm.label === heading).map((contrast) => ({ contrast })),
  ]);
}

function frameOf(contrasts: readonly Contrast[], margin: number): Frame {
  const ends = contrasts.flatMap(({ difference, interval }) => {
    const { lower = 0, upper = 0 } = drawn(interval) ?? {};
    return [difference ?? 0, lower, upper];
  });
  const largest = Math.max(2 * margin, 0.2, ...ends.map(Math.abs));
  const reach = Math.min(BOUNDS.scoreDifference.upper, largest * 1.08);
  return { reach, place: linearScale([-reach, reach], [PLOT.left, PLOT.right]) };
}

function drawn(interval: Interval | null): Interval | null {
  return interval === null ? null : shownInterval(interval, BOUNDS.scoreDifference);
}

function axis({ reach, place }: Frame, bottom: number, margin: number): Html {
  const band = place(Math.min(margin, reach)) - place(-Math.min(margin, reach));
  return html`<rect
      class="margin-band"
      x="${at(place(-Math.min(margin, reach)))}"
      y="${TOP - 8}"
      width="${at(band)}"
      height="${bottom - TOP + 8}"
    />
    ${ticksOf(-reach, reach).map(
      (tick) =>
        html`<line
            class="grid"
            x1="${at(place(tick))}"
            x2="${at(place(tick))}"
            y1="${TOP - 8}"
            y2="${bottom}"
          /><text class="tick" x="${at(place(tick))}" y="${bottom + 16}"
            >${signed(tick, 1 + Number(!Number.isInteger(Number((tick * 10).toFixed(6)))))}</text
          >`,
    )}
    <line class="zero" x1="${at(place(0))}" x2="${at(place(0))}" y1="${TOP - 8}" y2="${bottom}" />
    <text class="side end" x="${at(place(0) - 10)}" y="13">◀ base is better</text>
    <text class="side" x="${at(place(0) + 10)}" y="13">tuned is better ▶</text>
    <text class="tick" x="${at(place(0))}" y="${bottom + 35}">difference in points</text>`;
}

function lineOf(line: Line, y: number, frame: Frame): Html {
  if ('heading' in line) {
    return html`<text class="arm" x="0" y="${y + 5}"
      ><title>${line.heading}</title>${fitted(line.heading, 90)}</text
    >`;
  }
  const { contrast } = line;
  const { difference, verdict, dataset, context, criterion } = contrast;
  const interval = drawn(contrast.interval);
  const label = `${dataset} · ${SHORT_CONTEXT[context]} · ${criterion}`;
  const numbers =
    difference === null
      ? 'no pairs'
      : `${signed(difference)}  (${interval === null ? 'no interval' : range(interval, BOUNDS.scoreDifference)})`;
  return html`<g class="verdict-${verdict}" data-contrast="${contrast.contrastId}">
    <title>${contrast.sentence}</title>
    <text x="14" y="${y + 4}">${fitted(label, 52)}</text>
    ${interval === null ? NO_MARKUP : whisker(interval, y, frame)}
    ${difference === null ? NO_MARKUP : symbol(verdict, frame.place(difference), y)}
    <text class="numbers" x="${PLOT.right + 24}" y="${y + 4}">${numbers}</text>
  </g>`;
}

function whisker({ lower, upper }: Interval, y: number, { place }: Frame): Html {
  const [from, to] = [at(place(lower)), at(place(upper))];
  const end = (x: string): Html =>
    html`<line class="whisker" x1="${x}" x2="${x}" y1="${y - 4}" y2="${y + 4}" />`;
  return html`<line
      class="whisker"
      x1="${from}"
      x2="${to}"
      y1="${y}"
      y2="${y}"
    />${end(from)}${end(to)}`;
}

function symbol(verdict: Contrast['verdict'], x: number, y: number): Html {
  const name = `symbol verdict-${verdict}`;
  switch (verdict) {
    case 'helps':
      return html`<path class="${name}" d="M${at(x)} ${at(y - 6.5)} l6.5 11.5 h-13 z" />`;
    case 'hurts':
      return html`<path class="${name}" d="M${at(x)} ${at(y + 6.5)} l6.5 -11.5 h-13 z" />`;
    case 'no-practical-difference':
      return html`<rect
        class="${name}"
        x="${at(x - 5)}"
        y="${at(y - 5)}"
        width="10"
        height="10"
      />`;
    case 'not-enough-evidence':
      return html`<circle class="${name}" cx="${at(x)}" cy="${at(y)}" r="5" />`;
  }
}
