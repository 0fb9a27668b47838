import type { ChatMessage, StepsAuthor } from '@equipoise/contracts';
import { contentKey } from '@equipoise/kernel';
import { fenceCode, fenced, neutralised } from './data-text.js';

/** The wording of the form; data, see `infrastructure/forms`. */
export interface FormTemplate {
  /** Name and version of the wording, e.g. `form.v1`. */
  readonly name: string;
  readonly system: string;
  /** With `{task}`, `{title}`, `{description}`, `{levels}`, `{steps}` and `{item}`, the last one last. */
  readonly user: string;
  readonly task: { readonly withReference: string; readonly withoutReference: string };
  /** Beginning of the judge's turn, with `{title}`: what follows is the score. */
  readonly prefill: string;
}

/** The part of a form that all answers share. */
export interface FormHead {
  /** The criterion's name as shown, e.g. `Accuracy`. */
  readonly title: string;
  readonly description: string;
  /** What scores 1 to 5 mean, shape [5]. */
  readonly levels: readonly string[];
  readonly steps: readonly string[];
  readonly needsReference: boolean;
}

/** What is judged. Holds nothing of the arm: no model, no context, no label. */
export interface FormItem {
  readonly question: string;
  /** Best first; not shown where the criterion needs none. */
  readonly references: readonly string[];
  /** May be empty: an empty answer is judged as one. */
  readonly answer: string;
}

export interface EvaluationForm {
  readonly messages: readonly ChatMessage[];
  readonly prefill: string;
}

/** Names the wording by its content, so that judgements by another wording or other steps are others. */
export function formId(template: FormTemplate, author: StepsAuthor): string {
  return `${template.name}-${contentKey(template).slice(0, 8)}-${author}-steps`;
}

/**
 * Fills the form for one answer. Criterion and steps come first and the item last, so that all forms
 * of a criterion begin alike and a judge reads that part once.
 *
 * @source G-Eval, Liu et al. 2023, arXiv 2303.16634: criterion, steps, item, form to fill
 */
export function renderForm(template: FormTemplate, head: FormHead, item: FormItem): EvaluationForm {
  const { task } = template;
  const values: Record<string, string> = {
    task: head.needsReference ? task.withReference : task.withoutReference,
    title: neutralised(head.title),
    description: neutralised(head.description),
    levels: head.levels.map((level, i) => `${i + 1}: ${neutralised(level)}`).join('\n'),
    steps: head.steps.map((step, i) => `${i + 1}. ${neutralised(step)}`).join('\n'),
    item: renderItem(head, item),
  };
  return {
    messages: [
      { role: 'system', content: template.system },
      { role: 'user', content: filled(template.user, values) },
    ],
    prefill: filled(template.prefill, values),
  };
}

function renderItem({ needsReference }: FormHead, item: FormItem): string {
  const question = neutralised(item.question);
  const references = needsReference ? item.references.map(neutralised) : [];
  const answer = neutralised(item.answer);
  const code = fenceCode([question, ...references, answer]);
  return [
    fenced('question', code, [question]),
    ...(references.length > 0 ? [fenced('reference', code, references)] : []),
    fenced('candidate', code, [answer]),
  ].join('\n');
}

// One pass: braces within a value are text, never placeholders.
const filled = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
