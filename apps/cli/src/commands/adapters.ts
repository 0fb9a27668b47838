import type { inferenceV1 } from '@equipoise/contracts';
import { onPlatform } from '../connection.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { type CommandContext, note, print } from './command.js';

/** `equipoise adapters`. */
export async function listAdapters(
  context: CommandContext,
  options: { server?: string },
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api }) => {
    const adapters = await api.adapters();
    if (adapters.length === 0) {
      note(
        context,
        'no adapters yet: "equipoise train" makes one, "equipoise models add-adapter" adds one',
      );
    }
    for (const { name, base, adapterRank, adapterDigest, endpoint } of adapters) {
      const rank = adapterRank > 0 ? `, rank ${adapterRank}` : '';
      const digest = adapterDigest ? `, sha256 ${adapterDigest.slice(0, 12)}` : '';
      const served = endpoint ? `served by ${endpoint}` : 'run here';
      print(context, `${name}  of ${base}${rank}${digest}, ${served}`);
    }
    return EXIT.noHarm;
  });
}

/** `equipoise adapters check`: fails where the adapter does nothing. */
export async function checkAdapter(
  context: CommandContext,
  name: string,
  options: { dataset: string; server?: string },
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api }) => {
    const check = await api.checkAdapter(name, options.dataset);
    print(context, checkText(check));
    return check.status === 'inactive' ? EXIT.failed : EXIT.noHarm;
  });
}

/** What a check found, in a line. */
export function checkText(check: inferenceV1.CheckAdapterResponse): string {
  const { status, base, probes, changed, method, largestChange } = check;
  const what = method === 'text' ? 'answers' : 'token probabilities';
  const most =
    typeof largestChange === 'number' ? `, by up to ${(100 * largestChange).toFixed(1)} %` : '';
  const text = `${what} differ from those of ${base} on ${changed} of ${probes} prompts${most}`;
  return `${status.padEnd(8)} ${text}`;
}

/** `equipoise pools`. */
export async function listPools(
  context: CommandContext,
  options: { server?: string },
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api }) => {
    const [pools, backend] = await Promise.all([api.pools(), api.trainingBackend()]);
    if (pools.length === 0) note(context, `back end ${backend.name} has no GPU pools`);
    for (const {
      name,
      usable,
      gpuType,
      maxGpusPerJob,
      usdPerGpuHour,
      findings,
      ...pool
    } of pools) {
      const queue = pool.queue ? `, queue ${pool.queue}` : '';
      const gpus = typeof pool.gpus === 'number' ? `, ${pool.gpus} GPUs` : '';
      print(
        context,
        `${name}  ${usable ? 'usable' : 'not usable'}: ${gpuType}, at most ${maxGpusPerJob} GPUs a job${gpus}, ` +
          `${usdPerGpuHour} USD a GPU-hour${queue}`,
      );
      for (const { severity, message } of findings) print(context, `  ${severity}: ${message}`);
    }
    return EXIT.noHarm;
  });
}
