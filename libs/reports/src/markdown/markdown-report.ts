import { stringify } from 'yaml';
import { decimal, signed } from '@equipoise/analysis';
import { type ExamplePair } from '../content/examples.js';
import { costHeading, costTable, judgementTable } from '../content/cost-tables.js';
import { type GuardText, guardTexts } from '../content/guards.js';
import {
  adapterTable,
  fewClustersTable,
  lengthTable,
  purchases,
  sliceSentences,
  varianceTable,
} from '../content/depth-tables.js';
import { byVerdict, methodOf, titleOf } from '../content/narrative.js';
import { judgeFindings, repeatTable, separationTable } from '../content/judge-tables.js';
import {
  agreementTable,
  correctedTable,
  labelMethod,
  labelSentences,
} from '../content/label-tables.js';
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
import { CONTEXT_NAME, VERDICT_SYMBOL } from '../content/wording.js';
import { fenced, inline, listOf, quoted, tableOf } from './markdown.js';

/** The report as GitHub-flavoured Markdown: what the page says, figures as tables. */
export function markdownReport(input: ReportInput): string {
  const { analysis, examples } = input;
  const { conclusion, warnings, acrossSeeds, research } = analysis;
  const findings = byVerdict(analysis).map(
    ({ verdict, sentence }) => `${VERDICT_SYMBOL[verdict]} ${inline(sentence)}`,
  );
  const blocks = [
    `# ${inline(titleOf(analysis))}`,
    inline(`${analysis.name}, started ${analysis.createdAt.slice(0, 10)}`),
    `**${inline(conclusion.sentence)}**`,
    inline(savingsText(analysis)),
    listOf(findings),
    ...section('Research questions', listOf(research.map(({ sentence }) => inline(sentence)))),
    ...section(
      'Over several seeds',
      listOf(acrossSeeds.map(({ sentence }) => inline(sentence))),
      tableOf(adapterTable(analysis)),
    ),
    ...section(
      'Differences',
      tableOf(contrastTable(analysis)),
      tableOf(contextTable(analysis)),
      tableOf(fewClustersTable(analysis)),
      tableOf(designTable(analysis)),
    ),
    ...section(
      'What to buy next',
      listOf(purchases(analysis).map(inline)),
      tableOf(varianceTable(analysis)),
    ),
    ...section('What the judge is worth', ...judgeSection(analysis)),
    ...section('What people say', ...labelSection(analysis)),
    ...section('Mean scores', tableOf(meansTable(analysis))),
    ...section(
      'Without a judge',
      tableOf(secondaryTable(analysis)),
      tableOf(lengthTable(analysis)),
    ),
    ...section(
      'Retrieval',
      tableOf(retrievalTable(analysis)),
      listOf(sliceSentences(analysis).map(inline)),
      tableOf(sliceTable(analysis)),
    ),
    ...section('Answers that changed most', ...examples.map(exampleOf)),
    ...section(
      costHeading(analysis),
      tableOf(costTable(analysis)),
      tableOf(judgementTable(analysis)),
    ),
    ...section('Guards', listOf(guardTexts(analysis).map(guardOf))),
    ...section('Warnings', listOf(warnings.map(({ message }) => inline(message)))),
    ...section('Method', ...methodOf(analysis).map(inline)),
    ...section('Reproduce', ...reproduce(input)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function judgeSection(analysis: ReportInput['analysis']): string[] {
  return [
    listOf(judgeFindings(analysis).map(inline)),
    tableOf(separationTable(analysis)),
    tableOf(repeatTable(analysis)),
  ];
}

function labelSection(analysis: ReportInput['analysis']): string[] {
  return [
    ...labelMethod(analysis).map(inline),
    listOf(labelSentences(analysis).map(inline)),
    tableOf(agreementTable(analysis)),
    tableOf(correctedTable(analysis)),
  ];
}

/** A heading and what stands under it; nothing at all where nothing does. */
function section(title: string, ...blocks: readonly string[]): string[] {
  const filled = blocks.filter((block) => block !== '');
  return filled.length === 0 ? [] : [`## ${title}`, ...filled];
}

function guardOf({ heading, message, remedy }: GuardText): string {
  return `**${inline(heading)}**: ${inline(message)}. Remedy: ${inline(remedy)}.`;
}

function exampleOf(example: ExamplePair): string {
  const { arm, kind, dataset, questionId, context, difference, scores } = example;
  const given = (side: 'base' | 'tuned'): string =>
    scores.map((score) => `${score.criterion} ${decimal(score[side])}`).join(', ');
  const passages = example.passages.map((text, i) => quoted(`[${i + 1}] ${text}`));
  return [
    `### ${signed(difference)} (${kind}) ${inline(example.question)}`,
    inline(`${arm}; ${dataset}, ${questionId}, ${CONTEXT_NAME[context]}`),
    'Reference answer:',
    ...example.references.map(quoted),
    `Base (${inline(given('base'))}):`,
    quoted(example.baseAnswer),
    `Tuned (${inline(given('tuned'))}):`,
    quoted(example.tunedAnswer),
    ...(passages.length === 0 ? [] : ['Passages that both were given:', ...passages]),
  ].join('\n\n');
}

function reproduce({ analysis, spec, provenance }: ReportInput): string[] {
  const { command, version, generatedAt, promptFrame, digests } = provenance;
  const facts = [
    `experiment: ${analysis.experimentId}`,
    `seed: ${analysis.settings.seed}`,
    `prompt frame: ${promptFrame}`,
    `Equipoise: ${version}`,
    `report written: ${generatedAt}`,
    ...digests.map(({ kind, name, digest }) => `${kind} ${name}: ${digest}`),
  ];
  return [fenced('sh', command), fenced('yaml', stringify(spec)), listOf(facts.map(inline))];
}
