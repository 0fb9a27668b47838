import { CliError } from '../exit-code.js';

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** Turns an RFC 9457 answer into a message for a person: the detail, then one line a field at fault. */
export async function problemOf(response: Response): Promise<CliError> {
  const text = await response.text();
  const problem = parse(text);
  const detail = problem.detail ?? problem.title ?? text.slice(0, 200);
  const fields = (problem.errors ?? [])
    .filter(({ message }) => !detail.includes(message)) // a single fault is the detail already
    .map(({ path, message }) => `  ${path}: ${message}`);
  return new CliError([detail || `the server answered ${response.status}`, ...fields].join('\n'));
}

function parse(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {}; // no problem document: its text is shown as it is
  }
}
