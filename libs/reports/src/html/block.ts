import type { Analysis } from '@equipoise/contracts';
import { type Block, type Figure } from '../content/blocks.js';
import { type GuardText } from '../content/guards.js';
import { barFigures } from './bar-figures.js';
import { exampleSections } from './examples.js';
import { forestPlot } from './forest-plot.js';
import { html, type Html, NO_MARKUP, unbroken } from './html.js';
import { tableOf } from './table.js';

/** Sentences beyond these wait behind a click. */
export const SENTENCES_AT_ONCE = 8;

const FIGURE = {
  forest: forestPlot,
  bars: barFigures,
} as const satisfies Record<Figure, (analysis: Analysis) => Html>;

/** One block of a section as markup. */
export function blockOf(block: Block, analysis: Analysis): Html {
  switch (block.kind) {
    case 'table':
      return tableOf(block.table);
    case 'sentences':
      return sentencesOf(block.texts);
    case 'paragraphs':
      return html`${block.texts.map((text) => html`<p>${unbroken(text)}</p>`)}`;
    case 'guards':
      return html`<ul class="warnings">
        ${block.findings.map(guardOf)}
      </ul>`;
    case 'examples':
      return exampleSections(block.examples);
    case 'code':
      return html`<pre><code>${block.text}</code></pre>`;
    case 'facts':
      return factsOf(block.facts);
    case 'figure':
      return FIGURE[block.figure](analysis);
    case 'folded':
      return more(block.title, blockOf(block.content, analysis));
  }
}

/** What waits behind a click on its title. */
export function more(title: string, content: Html): Html {
  return html`<details>
    <summary>${title}</summary>
    ${content}
  </details>`;
}

function sentencesOf(texts: readonly string[]): Html {
  const listOf = (own: readonly string[]): Html =>
    html`<ul class="warnings">
      ${own.map((text) => html`<li>${unbroken(text)}</li>`)}
    </ul>`;
  const rest = texts.slice(SENTENCES_AT_ONCE);
  return html`${listOf(texts.slice(0, SENTENCES_AT_ONCE))}
  ${rest.length === 0 ? NO_MARKUP : more(`${rest.length} more`, listOf(rest))}`;
}

function guardOf({ severity, heading, message, remedy }: GuardText): Html {
  return html`<li class="guard ${severity}">
    <strong>${heading}</strong>: ${unbroken(message)}. Remedy: ${remedy}.
  </li>`;
}

function factsOf(facts: readonly (readonly [string, string])[]): Html {
  return html`<dl>
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}
