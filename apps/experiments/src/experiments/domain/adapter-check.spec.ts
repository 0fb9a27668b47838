import { NO_USAGE } from '@equipoise/contracts';
import { aServedModel } from '../../../test/a-served-model.js';
import { adapterFinding, type CheckOutcome } from './adapter-check.js';

type Compared = Exclude<CheckOutcome, { failure: string }>;

function compared(check: Partial<Compared['check']>, provider = 'openai'): Compared {
  return {
    base: aServedModel({ name: 'base', provider }),
    tuned: aServedModel({ name: 'tuned', provider, baseName: 'base' }),
    check: {
      ...{ status: 'inactive', method: 'text', probes: 4, changed: 0 },
      ...{ largestChange: null, largestRepeat: null },
      ...check,
    },
    usage: NO_USAGE,
  };
}

describe(adapterFinding, () => {
  it('says nothing about an adapter that is at work', () => {
    expect(adapterFinding('arm', compared({ status: 'active', changed: 3 }))).toBeUndefined();
  });

  it('names both models where the adapter changes nothing, and what to look at', () => {
    const served = adapterFinding('arm', compared({}));
    expect(served).toMatchObject({ guard: 'adapter-active', severity: 'error', subject: 'arm' });
    expect(served?.message).toContain('tuned gave the same texts as base on all of 4 prompts');
    expect(served?.remedy).toContain('endpoint');
    const local = adapterFinding('arm', compared({ method: 'token-probability' }, 'local'));
    expect(local?.message).toContain('tuned gave the token probabilities of base');
    expect(local?.remedy).toContain('training');
  });

  it('only warns where the base does not repeat itself, or nothing could be asked', () => {
    const unclear = adapterFinding('arm', compared({ status: 'unclear' }));
    expect(unclear).toMatchObject({ severity: 'warning' });
    expect(unclear?.message).toContain('base answers the same prompt differently');
    const failed = adapterFinding('arm', { failure: 'the key was refused', usage: NO_USAGE });
    expect(failed).toMatchObject({ severity: 'warning' });
    expect(failed?.message).toContain('the key was refused');
  });
});
