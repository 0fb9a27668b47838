import type { Analysis, Contrast } from '@equipoise/contracts';
import { counted } from '@equipoise/analysis';
import { isEmpty } from '../content/blocks.js';
import { byVerdict, titleOf } from '../content/narrative.js';
import { type ReportInput } from '../content/report.js';
import { type ReportSection, sectionsOf } from '../content/sections.js';
import { savingsText } from '../content/sequential.js';
import { VERDICT_NAME } from '../content/wording.js';
import { blockOf, more, SENTENCES_AT_ONCE } from './block.js';
import { verdictSymbol } from './forest-plot.js';
import { html, type Html, NO_MARKUP, unbroken } from './html.js';
import { STYLE } from './style.js';

/** One page that needs no network, no script and no other file. */
export function htmlReport(input: ReportInput): string {
  const { analysis } = input;
  const title = titleOf(analysis);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p class="muted">${analysis.name}, started ${analysis.createdAt.slice(0, 10)}</p>
          ${answer(analysis)} ${sectionsOf(input).map((section) => sectionOf(section, analysis))}
        </main>
      </body>
    </html> `;
  return page.markup;
}

function sectionOf({ id, title, blocks }: ReportSection, analysis: Analysis): Html {
  const filled = blocks.filter((block) => !isEmpty(block));
  if (filled.length === 0) return NO_MARKUP;
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${filled.map((block) => blockOf(block, analysis))}
  </section>`;
}

function answer(analysis: Analysis): Html {
  const { exitCode, sentence } = analysis.conclusion;
  const contrasts = byVerdict(analysis);
  const rest = contrasts.slice(SENTENCES_AT_ONCE);
  return html`<div class="answer exit-${exitCode}"><p>${unbroken(sentence)}</p></div>
    ${savings(analysis)}${guardCount(analysis)}${warningCount(analysis)}
    ${findings(contrasts.slice(0, SENTENCES_AT_ONCE))}
    ${rest.length === 0 ? NO_MARKUP : more(`${rest.length} more findings`, findings(rest))}`;
}

function savings(analysis: Analysis): Html {
  const text = savingsText(analysis);
  return text === '' ? NO_MARKUP : html`<p>${text}</p>`;
}

function findings(contrasts: readonly Contrast[]): Html {
  if (contrasts.length === 0) return NO_MARKUP;
  return html`<ul class="findings">
    ${contrasts.map(
      ({ verdict, sentence, judgeStatus }) =>
        html`<li>
          ${verdictSymbol(verdict, VERDICT_NAME[verdict])}<span
            >${unbroken(sentence)}${judgeBadge(judgeStatus)}</span
          >
        </li>`,
    )}
  </ul>`;
}

function judgeBadge(status: Contrast['judgeStatus']): Html {
  if (status !== 'unqualified') return NO_MARKUP;
  return html` <a class="badge" href="#judge">unqualified judge</a>`;
}

function guardCount({ guards: found }: Analysis): Html {
  const grave = found.filter(({ severity }) => severity !== 'info');
  if (grave.length === 0) return NO_MARKUP;
  return html`<p>
    The guards have <a href="#guards">${counted(grave.length, 'finding')}</a> against this.
  </p>`;
}

function warningCount({ warnings: found }: Analysis): Html {
  if (found.length === 0) return NO_MARKUP;
  return html`<p>
    Read the <a href="#warnings">${counted(found.length, 'warning')}</a> before you rely on this.
  </p>`;
}
