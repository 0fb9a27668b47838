import type { AnalysedArm, Analysis, ArmMean } from '@equipoise/contracts';
import { BOUNDS, decimal, shownInterval } from '@equipoise/analysis';
import { CONTEXT_NAME, level } from '../content/wording.js';
import { html, type Html, NO_MARKUP, unbroken } from './html.js';
import { at, fitted, linearScale } from './scale.js';

const PLOT = { left: 34, right: 552, top: 22, bottom: 236 } as const;
const SHADES = 5;
/** From this many bars up a value over each would overlap its neighbours. */
const MANY_BARS = 13;

/**
 * Mean scores as grouped bars: one figure per criterion, context and base model, one group per
 * dataset, one bar per treatment, as in figures 1 and 2 of arXiv 2406.11201.
 */
export function barFigures(analysis: Analysis): Html {
  const { armMeans } = analysis;
  const keyOf = ({ criterion, context, arm }: ArmMean): string =>
    JSON.stringify([criterion, context, arm.base]);
  const keys = [...new Set(armMeans.map(keyOf))];
  const figures = keys.map((key) => figureOf(armMeans.filter((own) => keyOf(own) === key)));
  const scale = `Scores go from 1 to 5, and bars start at 1. Error bars are ${level(analysis)} intervals of each mean; whether two arms differ is told by the paired differences above.`;
  return html`<p class="muted">${unbroken(scale)}</p>
    <div class="figures">${figures}</div>`;
}

function figureOf(means: readonly ArmMean[]): Html {
  const [first] = means;
  if (first === undefined) return NO_MARKUP;
  const arms = [...new Map(means.map(({ arm }) => [arm.label, arm])).values()];
  const datasets = [...new Set(means.map(({ dataset }) => dataset))];
  const title = `Mean ${first.criterion} of ${first.arm.base}, ${CONTEXT_NAME[first.context]}`;
  const summary = means.map(
    ({ arm, dataset, mean }) => `${dataset}, ${arm.label}: ${decimal(mean)}`,
  );
  return html`<figure class="bars">
    <figcaption>
      <strong>${title}</strong>
    </figcaption>
    <svg viewBox="0 0 560 264" role="img" aria-label="${title}. ${summary.join('; ')}.">
      ${axis()}
      ${datasets.map((dataset, group) => groupOf(means, arms, { dataset, group, groups: datasets.length }))}
    </svg>
    <ul class="legend">
      ${arms.map((arm, i) => html`<li><span class="swatch ${shadeOf(arms, i)}"></span> ${nameOf(arm)}</li>`)}
    </ul>
  </figure>`;
}

const score = linearScale([1, 5], [PLOT.bottom, PLOT.top]);

function axis(): Html {
  return html`${[1, 2, 3, 4, 5].map(
    (tick) =>
      html`<line
          class="grid"
          x1="${PLOT.left}"
          x2="${PLOT.right}"
          y1="${at(score(tick))}"
          y2="${at(score(tick))}"
        /><text class="tick end" x="${PLOT.left - 8}" y="${at(score(tick) + 4)}">${tick}</text>`,
  )}`;
}

function groupOf(
  means: readonly ArmMean[],
  arms: readonly AnalysedArm[],
  { dataset, group, groups }: { dataset: string; group: number; groups: number },
): Html {
  const room = (PLOT.right - PLOT.left) / groups;
  const start = PLOT.left + room * group;
  const width = Math.min(56, (room * 0.84) / arms.length);
  const left = start + (room - width * arms.length) / 2;
  const showsValues = arms.length * groups < MANY_BARS;
  const bars = arms.map((arm, i) => {
    const own = means.find((mean) => mean.dataset === dataset && mean.arm.label === arm.label);
    if (own === undefined) return NO_MARKUP;
    return barOf(own, { left: left + i * width, width, shade: shadeOf(arms, i), showsValues });
  });
  return html`${bars}<text class="tick" x="${at(start + room / 2)}" y="256"
      ><title>${dataset}</title>${fitted(dataset, Math.floor(room / 7))}</text
    >`;
}

interface Bar {
  readonly left: number;
  readonly width: number;
  readonly shade: string;
  readonly showsValues: boolean;
}

function barOf({ arm, mean, interval, n, clusters }: ArmMean, bar: Bar): Html {
  const { left, width, shade, showsValues } = bar;
  const middle = left + width / 2;
  const { lower, upper } = shownInterval(interval ?? { lower: mean, upper: mean }, BOUNDS.score);
  const [top, end] = [score(upper), score(lower)];
  const error =
    interval === null
      ? NO_MARKUP
      : html`<path
          class="whisker"
          d="M${at(middle)} ${at(top)} V${at(end)} M${at(middle - 4)} ${at(top)} h8 M${at(middle - 4)} ${at(end)} h8"
        />`;
  const value = showsValues
    ? html`<text class="value" x="${at(middle)}" y="${at(top - 6)}">${decimal(mean)}</text>`
    : NO_MARKUP;
  return html`<g
    ><title>${arm.label}: ${decimal(mean)} (${n} questions, ${clusters} clusters)</title
    ><rect
      class="bar ${shade}"
      x="${at(left + 1.5)}"
      y="${at(score(mean))}"
      width="${at(width - 3)}"
      height="${at(PLOT.bottom - score(mean))}"
    />${error}${value}</g
  >`;
}

/** Base, control, or a shade by train size: the larger, the darker. */
function shadeOf(arms: readonly AnalysedArm[], index: number): string {
  const treatment = arms[index]?.treatment ?? null;
  if (treatment === null) return 'shade-base';
  if (treatment.trainingFormat === 'shuffled-answers') return 'shade-control';
  const sizes = [...new Set(arms.flatMap((arm) => arm.treatment?.trainSize ?? []))].sort(
    (a, b) => a - b,
  );
  const rank = sizes.indexOf(treatment.trainSize ?? -1) + 1;
  return `shade-${Math.max(1, Math.min(SHADES, rank))}`;
}

function nameOf({ label, treatment }: AnalysedArm): string {
  if (treatment === null) return 'base';
  const { method, trainSize, seed, trainingFormat } = treatment;
  if (trainSize === null) return label;
  const format =
    trainingFormat === null || trainingFormat === 'with-context' ? '' : `, ${trainingFormat}`;
  return `${method}, ${trainSize} pairs${format}${seed === null ? '' : `, seed ${seed}`}`;
}
