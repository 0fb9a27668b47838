import { stringify } from 'yaml';
import type { Analysis } from '@equipoise/contracts';
import { type Block, code, figure, folded, paragraphs, sentences, table } from './blocks.js';
import { costHeading, costTable, judgementTable } from './cost-tables.js';
import {
  adapterTable,
  fewClustersTable,
  lengthTable,
  purchases,
  sliceSentences,
  varianceTable,
} from './depth-tables.js';
import { armCheckTable, contaminationSentences, contaminationTable } from './guard-tables.js';
import { guardTexts } from './guards.js';
import { judgeFindings, repeatTable, separationTable } from './judge-tables.js';
import { agreementTable, correctedTable, labelMethod, labelSentences } from './label-tables.js';
import { methodOf } from './narrative.js';
import { type ReportInput } from './report.js';
import {
  contextTable,
  contrastTable,
  designTable,
  meansTable,
  retrievalTable,
  secondaryTable,
  sliceTable,
} from './tables.js';

/** One part of a report under a heading. It is left out where every block is empty. */
export interface ReportSection {
  /** Anchor within a page. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Everything that stands below the answer, in reading order, the same in every format. */
export function sectionsOf(input: ReportInput): ReportSection[] {
  const { analysis, examples } = input;
  return [
    ...findingSections(analysis),
    ...judgeSections(analysis),
    ...measurementSections(analysis),
    {
      id: 'examples',
      title: 'Answers that changed most',
      blocks: [{ kind: 'examples', examples }],
    },
    {
      id: 'cost',
      title: costHeading(analysis),
      blocks: [table(costTable(analysis)), table(judgementTable(analysis))],
    },
    guardSection(analysis),
    {
      id: 'warnings',
      title: 'Warnings',
      blocks: [sentences(analysis.warnings.map(({ message }) => message))],
    },
    { id: 'method', title: 'Method', blocks: [paragraphs(methodOf(analysis))] },
    { id: 'reproduce', title: 'Reproduce', blocks: reproduction(input) },
  ];
}

function findingSections(analysis: Analysis): ReportSection[] {
  const { research, acrossSeeds } = analysis;
  const toBuy = purchases(analysis);
  return [
    {
      id: 'research',
      title: 'Research questions',
      blocks: [sentences(research.map(({ sentence }) => sentence))],
    },
    {
      id: 'seeds',
      title: 'Over several seeds',
      blocks: [
        sentences(acrossSeeds.map(({ sentence }) => sentence)),
        folded('Adapter by adapter', table(adapterTable(analysis))),
      ],
    },
    {
      id: 'differences',
      title: 'Differences',
      blocks: [
        figure('forest', analysis.contrasts.length),
        table(contrastTable(analysis)),
        table(contextTable(analysis)),
        table(fewClustersTable(analysis)),
        folded('Power, missing scores and their bounds', table(designTable(analysis))),
      ],
    },
    {
      id: 'purchases',
      title: toBuy.length > 0 ? 'What to buy next' : 'Variance',
      blocks: [
        sentences(toBuy),
        folded('Where the variance comes from', table(varianceTable(analysis))),
      ],
    },
  ];
}

function guardSection(analysis: Analysis): ReportSection {
  return {
    id: 'guards',
    title: 'Guards',
    blocks: [
      { kind: 'guards', findings: guardTexts(analysis) },
      sentences(contaminationSentences(analysis)),
      table(contaminationTable(analysis)),
      table(armCheckTable(analysis)),
    ],
  };
}

function judgeSections(analysis: Analysis): ReportSection[] {
  return [
    {
      id: 'judge',
      title: 'What the judge is worth',
      blocks: [
        sentences(judgeFindings(analysis)),
        table(separationTable(analysis)),
        table(repeatTable(analysis)),
      ],
    },
    {
      id: 'people',
      title: 'What people say',
      blocks: [
        paragraphs(labelMethod(analysis)),
        sentences(labelSentences(analysis)),
        table(agreementTable(analysis)),
        table(correctedTable(analysis)),
      ],
    },
  ];
}

function measurementSections(analysis: Analysis): ReportSection[] {
  return [
    {
      id: 'means',
      title: 'Mean scores',
      blocks: [
        figure('bars', analysis.armMeans.length),
        folded('The same means as numbers', table(meansTable(analysis))),
      ],
    },
    {
      id: 'without-judge',
      title: 'Without a judge',
      blocks: [table(secondaryTable(analysis)), table(lengthTable(analysis))],
    },
    {
      id: 'retrieval',
      title: 'Retrieval',
      blocks: [
        table(retrievalTable(analysis)),
        sentences(sliceSentences(analysis)),
        table(sliceTable(analysis)),
      ],
    },
  ];
}

function reproduction({ analysis, spec, provenance }: ReportInput): Block[] {
  const { command, version, generatedAt, promptFrame, digests } = provenance;
  return [
    code('sh', command),
    folded('Experiment spec', code('yaml', stringify(spec))),
    {
      kind: 'facts',
      facts: [
        ['Experiment', analysis.experimentId],
        ['Seed', analysis.settings.seed],
        ['Prompt frame', promptFrame],
        ['Equipoise', version],
        ['Report written', generatedAt],
        ...digests.map(({ kind, name, digest }) => [`${kind} ${name}`, digest] as const),
      ],
    },
  ];
}
