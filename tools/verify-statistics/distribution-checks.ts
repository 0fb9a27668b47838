import {
  incompleteBeta,
  normalCdf,
  normalQuantile,
  studentTQuantile,
  studentTTwoSidedP,
} from '@equipoise/statistics';
import { named } from './answers.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const distributionChecks: VectorCheck[] = [
  { prefix: 'special.norm_ppf', compute: normalQuantiles },
  { prefix: 'special.norm_cdf', compute: normalTails },
  { prefix: 'special.t_ppf', compute: studentTQuantiles },
  { prefix: 'special.t_sf', compute: studentTTails },
  { prefix: 'special.betainc', compute: incompleteBetas },
];

function normalQuantiles(inputs: VectorInputs): unknown {
  return named(inputs.numberOrNumbers('p', 'q').map(normalQuantile), 'z', 'x');
}

function normalTails(inputs: VectorInputs): unknown {
  const z = inputs.numberOrNumbers('z', 'x');
  return { ...named(z.map(normalCdf), 'p', 'cdf'), sf: z.map((value) => normalCdf(-value)) };
}

function studentTQuantiles(inputs: VectorInputs): unknown {
  const [p = [], df = []] = columns(inputs, ['p', 'q'], ['df', 'dof']);
  return { t: p.map((own, i) => studentTQuantile(own, df[i] as number)) };
}

function studentTTails(inputs: VectorInputs): unknown {
  const [t = [], df = []] = columns(inputs, ['t', 'x'], ['df', 'dof']);
  const p = t.map((own, i) => studentTTwoSidedP(own, df[i] as number));
  return named(p, 'p', 'p_two_sided', 'p_value');
}

function incompleteBetas(inputs: VectorInputs): unknown {
  const [x = [], a = [], b = []] = columns(inputs, ['x'], ['a'], ['b']);
  return { I: x.map((own, i) => incompleteBeta(own, a[i] as number, b[i] as number)) };
}

/** Lists of one length; a single number goes with every item of the others. */
function columns(inputs: VectorInputs, ...names: string[][]): number[][] {
  const lists = names.map((synonyms) => inputs.numberOrNumbers(...synonyms));
  const length = Math.max(...lists.map((list) => list.length));
  return lists.map((list) =>
    list.length === 1 ? Array<number>(length).fill(list[0] as number) : list,
  );
}
