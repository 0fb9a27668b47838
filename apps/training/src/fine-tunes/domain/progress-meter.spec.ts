import { ProgressMeter } from './progress-meter.js';

const at = (seconds: number) => seconds * 1000;

describe(ProgressMeter.name, () => {
  it('never falls, though a resumed trainer begins again at 0', () => {
    const meter = new ProgressMeter();
    meter.report({ step: 20, totalSteps: 40, loss: null }, at(0));
    const before = meter.current.progress;
    meter.report({ step: 0, totalSteps: 40, loss: null }, at(5));
    expect(meter.current).toMatchObject({ step: 20, progress: before });
    meter.report({ step: 21, totalSteps: 40, loss: 1.5 }, at(10));
    expect(meter.current.progress).toBeGreaterThan(before);
  });

  it('takes the time left from the pace since this attempt began, not from step 0', () => {
    const meter = new ProgressMeter();
    meter.report({ step: 20, totalSteps: 40, loss: null }, at(0));
    expect(meter.current.etaSeconds).toBeNull();
    meter.report({ step: 22, totalSteps: 40, loss: 1 }, at(24));
    expect(meter.current.etaSeconds).toBe(12 * 18);
  });

  it('keeps the newest loss when a report has none', () => {
    const meter = new ProgressMeter();
    meter.report({ step: 1, totalSteps: 4, loss: 2.5 }, at(0));
    meter.report({ step: 2, totalSteps: 4, loss: null }, at(1));
    expect(meter.current.loss).toBe(2.5);
  });

  it('stays below 1 until the adapter exists', () => {
    const meter = new ProgressMeter();
    meter.report({ step: 4, totalSteps: 4, loss: 1 }, at(0));
    meter.trained();
    expect(meter.current.progress).toBe(0.99);
    expect(meter.current.step).toBe(4);
  });

  it('is 0 while no number of steps is known', () => {
    const meter = new ProgressMeter();
    meter.describe('downloading');
    meter.report({ step: 0, totalSteps: 0, loss: null }, at(0));
    expect(meter.current.progress).toBe(0);
  });
});
