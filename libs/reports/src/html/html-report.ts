import { stringify } from 'yaml';
import type { Analysis, Contrast } from '@equipoise/contracts';
import { counted } from '@equipoise/analysis';
import { costHeading, costTable, judgementTable } from '../content/cost-tables.js';
import { judgeFindings, repeatTable, separationTable } from '../content/judge-tables.js';
import {
  agreementTable,
  correctedTable,
  labelMethod,
  labelSentences,
} from '../content/label-tables.js';
import {
  adapterTable,
  fewClustersTable,
  lengthTable,
  purchases,
  sliceSentences,
  varianceTable,
} from '../content/depth-tables.js';
import { type GuardText, guardTexts } from '../content/guards.js';
import { byVerdict, methodOf, titleOf } from '../content/narrative.js';
import { type ReportInput } from '../content/report.js';
import {
  contextTable,
  contrastTable,
  designTable,
  meansTable,
  retrievalTable,
  secondaryTable,
  sliceTable,
} from '../content/tables.js';
import { savingsText } from '../content/sequential.js';
import { VERDICT_NAME } from '../content/wording.js';
import { barFigures } from './bar-figures.js';
import { exampleSections } from './examples.js';
import { forestPlot, verdictSymbol } from './forest-plot.js';
import { html, type Html, NO_MARKUP, unbroken } from './html.js';
import { STYLE } from './style.js';
import { tableOf } from './table.js';

/** Sentences beyond these wait behind a click. */
const SENTENCES_AT_ONCE = 8;

/** One page that needs no network, no script and no other file. */
export function htmlReport(input: ReportInput): string {
  const { analysis, examples } = input;
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
          <p class="muted">${analysis.name}, started ${dayOf(analysis.createdAt)}</p>
          ${answer(analysis)}
          ${section('Differences', html`${forestPlot(analysis)}${tableOf(contrastTable(analysis))}${tableOf(contextTable(analysis))}${tableOf(fewClustersTable(analysis))}${more('Power, missing scores and their bounds', tableOf(designTable(analysis)))}`)}
          ${analysis.contrasts.length === 0 ? NO_MARKUP : section('What to buy next', html`${sentences(purchases(analysis))}${more('Where the variance comes from', tableOf(varianceTable(analysis)))}`)}
          ${judge(analysis)} ${people(analysis)}
          ${analysis.armMeans.length === 0 ? NO_MARKUP : section('Mean scores', html`${barFigures(analysis)}${more('The same means as numbers', tableOf(meansTable(analysis)))}`)}
          ${analysis.secondary.length === 0 ? NO_MARKUP : section('Without a judge', html`${tableOf(secondaryTable(analysis))}${tableOf(lengthTable(analysis))}`)}
          ${analysis.retrieval.length === 0 ? NO_MARKUP : section('Retrieval', html`${tableOf(retrievalTable(analysis))}${sentences(sliceSentences(analysis))}${tableOf(sliceTable(analysis))}`)}
          ${examples.length === 0 ? NO_MARKUP : section('Answers that changed most', exampleSections(examples))}
          ${section(costHeading(analysis), html`${tableOf(costTable(analysis))}${tableOf(judgementTable(analysis))}`)}
          ${guards(guardTexts(analysis))} ${warnings(analysis)}
          ${section('Method', html`${methodOf(analysis).map((text) => html`<p>${unbroken(text)}</p>`)}`)}
          ${section('Reproduce', reproduce(input))}
        </main>
      </body>
    </html> `;
  return page.markup;
}

function section(title: string, content: Html): Html {
  return html`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;
}

function more(title: string, content: Html): Html {
  return html`<details>
    <summary>${title}</summary>
    ${content}
  </details>`;
}

function answer(analysis: Analysis): Html {
  const { exitCode, sentence } = analysis.conclusion;
  const contrasts = byVerdict(analysis);
  const rest = contrasts.slice(SENTENCES_AT_ONCE);
  return html`<div class="answer exit-${exitCode}"><p>${unbroken(sentence)}</p></div>
    ${savings(analysis)}${guardCount(analysis)}${warningCount(analysis)}
    ${findings(contrasts.slice(0, SENTENCES_AT_ONCE))}
    ${rest.length === 0 ? NO_MARKUP : more(`${rest.length} more findings`, findings(rest))}
    ${research(analysis)}${acrossSeeds(analysis)}`;
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

function judge(analysis: Analysis): Html {
  if (analysis.judgeQualification.length === 0) return NO_MARKUP;
  const items = judgeFindings(analysis).map((text) => html`<li>${unbroken(text)}</li>`);
  return html`<div id="judge">
    ${section(
      'What the judge is worth',
      html`<ul class="warnings">
          ${items}
        </ul>
        ${tableOf(separationTable(analysis))}${tableOf(repeatTable(analysis))}`,
    )}
  </div>`;
}

function people(analysis: Analysis): Html {
  if (analysis.humanLabels === undefined) return NO_MARKUP;
  return html`<div id="people">
    ${section(
      'What people say',
      html`${labelMethod(analysis).map((text) => html`<p>${unbroken(text)}</p>`)}
      ${sentences(labelSentences(analysis))}${tableOf(agreementTable(analysis))}${tableOf(correctedTable(analysis))}`,
    )}
  </div>`;
}

function guards(found: readonly GuardText[]): Html {
  if (found.length === 0) return NO_MARKUP;
  const items = found.map(
    ({ severity, heading, message, remedy }) =>
      html`<li class="guard ${severity}">
        <strong>${heading}</strong>: ${unbroken(message)}. Remedy: ${remedy}.
      </li>`,
  );
  return html`<div id="guards">
    ${section(
      'Guards',
      html`<ul class="warnings">
        ${items}
      </ul>`,
    )}
  </div>`;
}

function guardCount({ guards: found }: Analysis): Html {
  const grave = found.filter(({ severity }) => severity !== 'info');
  if (grave.length === 0) return NO_MARKUP;
  return html`<p>
    The guards have <a href="#guards">${counted(grave.length, 'finding')}</a> against this.
  </p>`;
}

function warnings({ warnings: found }: Analysis): Html {
  if (found.length === 0) return NO_MARKUP;
  const items = found.map(({ message }) => html`<li>${message}</li>`);
  return html`<div id="warnings">
    ${section(
      'Warnings',
      html`<ul class="warnings">
        ${items}
      </ul>`,
    )}
  </div>`;
}

function warningCount({ warnings: found }: Analysis): Html {
  if (found.length === 0) return NO_MARKUP;
  return html`<p>
    Read the <a href="#warnings">${counted(found.length, 'warning')}</a> before you rely on this.
  </p>`;
}

/** Sentences as a list; those beyond the first wait behind a click. */
function sentences(texts: readonly string[]): Html {
  if (texts.length === 0) return NO_MARKUP;
  const listOf = (own: readonly string[]): Html =>
    html`<ul class="warnings">
      ${own.map((text) => html`<li>${unbroken(text)}</li>`)}
    </ul>`;
  const rest = texts.slice(SENTENCES_AT_ONCE);
  return html`${listOf(texts.slice(0, SENTENCES_AT_ONCE))}
  ${rest.length === 0 ? NO_MARKUP : more(`${rest.length} more`, listOf(rest))}`;
}

function research({ research: found }: Analysis): Html {
  if (found.length === 0) return NO_MARKUP;
  return html`<h3>Research questions</h3>
    ${sentences(found.map(({ sentence }) => sentence))}`;
}

function acrossSeeds(analysis: Analysis): Html {
  if (analysis.acrossSeeds.length === 0) return NO_MARKUP;
  return html`<h3>Over several seeds</h3>
    ${sentences(analysis.acrossSeeds.map(({ sentence }) => sentence))}
    ${more('Adapter by adapter', tableOf(adapterTable(analysis)))}`;
}

function reproduce({ analysis, spec, provenance }: ReportInput): Html {
  const { command, version, generatedAt, promptFrame, digests } = provenance;
  const facts = [
    ['Experiment', analysis.experimentId],
    ['Seed', analysis.settings.seed],
    ['Prompt frame', promptFrame],
    ['Equipoise', version],
    ['Report written', generatedAt],
    ...digests.map(({ kind, name, digest }) => [`${kind} ${name}`, digest]),
  ];
  return html`<pre><code>${command}</code></pre>
    ${more('Experiment spec', html`<pre><code>${stringify(spec)}</code></pre>`)}
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name ?? ''}</dt>
            <dd>${value ?? ''}</dd>`,
      )}
    </dl>`;
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
