import { decimal, signed } from '@equipoise/analysis';
import { type Block, isEmpty } from '../content/blocks.js';
import { type ExamplePair } from '../content/examples.js';
import { type GuardText } from '../content/guards.js';
import { byVerdict, titleOf } from '../content/narrative.js';
import { type ReportInput } from '../content/report.js';
import { type ReportSection, sectionsOf } from '../content/sections.js';
import { savingsText } from '../content/sequential.js';
import { CONTEXT_NAME, VERDICT_SYMBOL } from '../content/wording.js';
import { fenced, inline, listOf, quoted, tableOf } from './markdown.js';

/** The report as GitHub-flavoured Markdown: what the page says, figures as tables. */
export function markdownReport(input: ReportInput): string {
  const { analysis } = input;
  const findings = byVerdict(analysis).map(
    ({ verdict, sentence }) => `${VERDICT_SYMBOL[verdict]} ${inline(sentence)}`,
  );
  const blocks = [
    `# ${inline(titleOf(analysis))}`,
    inline(`${analysis.name}, started ${analysis.createdAt.slice(0, 10)}`),
    `**${inline(analysis.conclusion.sentence)}**`,
    inline(savingsText(analysis)),
    listOf(findings),
    ...sectionsOf(input).flatMap(section),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** A heading and what stands under it; nothing at all where nothing does. */
function section({ title, blocks }: ReportSection): string[] {
  const filled = blocks.filter((block) => !isEmpty(block)).map(blockOf);
  return filled.some((text) => text !== '') ? [`## ${title}`, ...filled] : [];
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'table':
      return tableOf(block.table);
    case 'sentences':
      return listOf(block.texts.map(inline));
    case 'paragraphs':
      return block.texts.map(inline).join('\n\n');
    case 'guards':
      return listOf(block.findings.map(guardOf));
    case 'examples':
      return block.examples.map(exampleOf).join('\n\n');
    case 'code':
      return fenced(block.language, block.text);
    case 'facts':
      return listOf(block.facts.map(([name, value]) => inline(`${name}: ${value}`)));
    case 'figure':
      return '';
    case 'folded':
      return blockOf(block.content);
  }
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
