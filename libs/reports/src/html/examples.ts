import { decimal, signed } from '@equipoise/analysis';
import { type ExamplePair } from '../content/examples.js';
import { CONTEXT_NAME } from '../content/wording.js';
import { html, type Html, NO_MARKUP } from './html.js';

/** Changed answers side by side, by arm; each opens by itself. */
export function exampleSections(examples: readonly ExamplePair[]): Html {
  const arms = [...new Set(examples.map(({ arm }) => arm))];
  return html`${arms.map((arm) => {
    const own = examples.filter((example) => example.arm === arm);
    const side = (kind: ExamplePair['kind'], title: string): Html => {
      const chosen = own.filter((example) => example.kind === kind);
      return chosen.length === 0
        ? NO_MARKUP
        : html`<h4>${title}</h4>
            ${chosen.map(exampleOf)}`;
    };
    return html`<h3>${arm}</h3>
      ${side('worst', 'Lost most')}${side('best', 'Gained most')}`;
  })}`;
}

function exampleOf(example: ExamplePair): Html {
  const { difference, question, questionId, dataset, context, references, passages } = example;
  return html`<details class="example">
    <summary><span class="delta">${signed(difference)}</span>${question}</summary>
    <p class="muted">${dataset}, ${questionId}, ${CONTEXT_NAME[context]}</p>
    <h4>Reference answer</h4>
    ${references.map((reference) => html`<p class="text">${reference}</p>`)}
    <div class="columns">
      ${answerOf('Base', example.baseAnswer, example, 'base')}
      ${answerOf('Tuned', example.tunedAnswer, example, 'tuned')}
    </div>
    ${
      passages.length === 0
        ? html`<p class="muted">The models were given no passages.</p>`
        : html`<h4>Passages that both were given</h4>
            <ol>
              ${passages.map((passage) => html`<li class="text">${passage}</li>`)}
            </ol>`
    }
  </details>`;
}

function answerOf(
  title: string,
  answer: string,
  { scores }: ExamplePair,
  side: 'base' | 'tuned',
): Html {
  const given = scores.map((score) => `${score.criterion} ${decimal(score[side])}`).join(', ');
  return html`<section>
    <h4>${title} <span class="muted">${given}</span></h4>
    <p class="text">${answer === '' ? '(empty)' : answer}</p>
  </section>`;
}
