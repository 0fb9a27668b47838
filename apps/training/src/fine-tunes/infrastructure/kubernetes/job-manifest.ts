import { contentKey } from '@equipoise/kernel';
import type {
  V1ConfigMap,
  V1Container,
  V1EnvVar,
  V1Job,
  V1ObjectMeta,
  V1PodSpec,
  V1Secret,
  V1Toleration,
  V1Volume,
} from '@kubernetes/client-node';
import {
  FINALIZER,
  FINE_TUNE_ANNOTATION,
  MANAGED_BY,
  MANAGED_BY_LABEL,
  RUN_ANNOTATION,
  SPEC_HASH_ANNOTATION,
} from './job-names.js';
import type { JobPlacement } from './placement.schema.js';
import { TRAINER } from './pod-facts.js';

/** Time for a last checkpoint when a pod has to leave its node, seconds. */
const GRACE_SECONDS = 600;
/** An ended Job can be looked at this long, seconds. */
const KEPT_SECONDS = 86_400;
/** Tries after the first for failures that are neither the configuration's nor the node's fault. */
const RETRIES = 3;
/** Ends of `run.sh` that a second try would meet again: arguments, data, base model, GPU memory, configuration. */
const HOPELESS = [2, 64, 65, 66, 70, 78];
/** GPU nodes are commonly tainted with it. */
const NVIDIA: V1Toleration = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };
const TOKEN_FOLDER = '/etc/ft-token';

/** Everything that a Job is made of. */
export interface JobPlan {
  /** Of Job, ConfigMap and Secret. */
  readonly name: string;
  readonly namespace: string;
  readonly fineTuneId: string;
  /** 1 for the first. */
  readonly run: number;
  readonly pool: JobPlacement['pool'];
  readonly gpus: number;
  readonly image: string;
  /** Files of `/etc/ft`, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Read by `run.sh`. */
  readonly env: Readonly<Record<string, string>>;
  readonly claims: {
    readonly work: { readonly claimName: string; readonly subPath: string };
    readonly models: { readonly claimName: string };
  };
  /** Where the trainer posts its steps; absent: nowhere. */
  readonly progressUrl: string | undefined;
  /** Longest run, seconds. */
  readonly maxSeconds: number;
  /** Names of Secrets. */
  readonly pullSecrets: readonly string[];
  readonly cpu: string;
  readonly memory: string;
  readonly shmSize: string;
}

/** The Job of a run; its annotation tells what it trains, so that another one of the same name is noticed. */
export function renderJob(plan: JobPlan): V1Job {
  const { name, namespace, maxSeconds } = plan;
  const labels = { [MANAGED_BY_LABEL]: MANAGED_BY };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      labels: { ...labels, ...queueLabels(plan) },
      annotations: {
        [FINE_TUNE_ANNOTATION]: plan.fineTuneId,
        [RUN_ANNOTATION]: String(plan.run),
        [SPEC_HASH_ANNOTATION]: specHashOf(plan),
      },
      finalizers: [FINALIZER],
    },
    spec: {
      completions: 1,
      parallelism: 1,
      backoffLimit: RETRIES,
      // Counts from each admission by Kueue, whose own label bounds all of them together.
      activeDeadlineSeconds: maxSeconds,
      ttlSecondsAfterFinished: KEPT_SECONDS,
      podReplacementPolicy: 'Failed',
      podFailurePolicy: {
        rules: [
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
          {
            action: 'FailJob',
            onExitCodes: { containerName: TRAINER, operator: 'In', values: HOPELESS },
          },
        ],
      },
      template: {
        metadata: { labels, annotations: { [FINE_TUNE_ANNOTATION]: plan.fineTuneId } },
        spec: podSpec(plan),
      },
    },
  };
}

/** Configuration and scripts, which go when the Job goes. */
export function renderConfigMap(plan: JobPlan, job: V1Job): V1ConfigMap {
  return { metadata: ownedBy(plan, job), data: { ...plan.files } };
}

/** The secret of the trainer's posts, which goes when the Job goes. */
export function renderTokenSecret(plan: JobPlan, job: V1Job, token: string): V1Secret {
  return { metadata: ownedBy(plan, job), type: 'Opaque', stringData: { token } };
}

/** What decides the adapter and where it is trained; names and limits do not. */
function specHashOf({ fineTuneId, image, files, env, gpus, pool }: JobPlan): string {
  return contentKey({ fineTuneId, image, files, env, gpus, pool: pool.name });
}

function ownedBy({ name, namespace }: JobPlan, { metadata }: V1Job): V1ObjectMeta {
  const uid = metadata?.uid;
  if (uid === undefined) {
    throw new TypeError(`Job ${name} has no uid: the API server has not seen it`);
  }
  return {
    name,
    namespace,
    labels: { [MANAGED_BY_LABEL]: MANAGED_BY },
    ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name, uid, controller: true }],
  };
}

function queueLabels({ pool, maxSeconds }: JobPlan): Record<string, string> {
  if (pool.queue === undefined) return {};
  return {
    'kueue.x-k8s.io/queue-name': pool.queue,
    'kueue.x-k8s.io/max-exec-time-seconds': String(maxSeconds),
    ...(pool.priorityClass && { 'kueue.x-k8s.io/priority-class': pool.priorityClass }),
  };
}

/** With a queue the class is Kueue's, in a label. */
function priorityOf({ queue, priorityClass }: JobPlacement['pool']): {
  priorityClassName?: string;
} {
  return queue === undefined && priorityClass ? { priorityClassName: priorityClass } : {};
}

function podSpec(plan: JobPlan): V1PodSpec {
  return {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: GRACE_SECONDS,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    nodeSelector: { ...plan.pool.nodeSelector },
    tolerations: tolerationsOf(plan.pool.tolerations),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...priorityOf(plan.pool),
    ...(plan.pullSecrets.length > 0 && {
      imagePullSecrets: plan.pullSecrets.map((name) => ({ name })),
    }),
    containers: [trainer(plan)],
    volumes: volumes(plan),
  };
}

function trainer(plan: JobPlan): V1Container {
  const { pool, gpus, cpu, memory, claims } = plan;
  return {
    name: TRAINER,
    image: plan.image,
    command: ['/bin/bash', '/etc/ft/run.sh'],
    env: environment(plan),
    resources: { limits: { [pool.resourceName]: String(gpus), cpu, memory } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    lifecycle: { preStop: { exec: { command: ['/bin/bash', '/etc/ft/prestop.sh'] } } },
    terminationMessagePolicy: 'File',
    volumeMounts: [
      { name: 'work', mountPath: '/job', subPath: claims.work.subPath },
      { name: 'models', mountPath: '/models', readOnly: true },
      { name: 'config', mountPath: '/etc/ft', readOnly: true },
      { name: 'token', mountPath: TOKEN_FOLDER, readOnly: true },
      { name: 'scratch', mountPath: '/tmp' },
      { name: 'shm', mountPath: '/dev/shm' },
    ],
  };
}

function environment(plan: JobPlan): V1EnvVar[] {
  const { progressUrl } = plan;
  const env: Record<string, string> = {
    CONFIG_DIR: '/etc/ft',
    JOB_DIR: '/job',
    FINE_TUNE_ID: plan.fineTuneId,
    NPROC: String(plan.gpus),
    ...plan.env,
    HOME: '/tmp',
    HF_HOME: '/tmp/hf',
    TRITON_CACHE_DIR: '/tmp/triton',
    TORCHINDUCTOR_CACHE_DIR: '/tmp/inductor',
    // Everything is on the volumes: a look at the hub could only hang or change the run.
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
    AXOLOTL_DO_NOT_TRACK: '1',
    ...(progressUrl && {
      KUBEFLOW_TRAINER_SERVER_URL: progressUrl,
      KUBEFLOW_TRAINER_SERVER_TOKEN: `${TOKEN_FOLDER}/token`,
    }),
  };
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}

function volumes({ name, claims, shmSize }: JobPlan): V1Volume[] {
  const { work, models } = claims;
  return [
    { name: 'work', persistentVolumeClaim: { claimName: work.claimName } },
    { name: 'models', persistentVolumeClaim: { claimName: models.claimName, readOnly: true } },
    { name: 'config', configMap: { name } },
    { name: 'token', secret: { secretName: name, defaultMode: 0o440 } },
    { name: 'scratch', emptyDir: {} },
    { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: shmSize } },
  ];
}

function tolerationsOf(own: JobPlacement['pool']['tolerations']): V1Toleration[] {
  const tolerated = own.map(({ key, operator, value, effect }) => ({
    ...{ key, operator },
    ...(value !== undefined && { value }),
    ...(effect !== undefined && { effect }),
  }));
  const isThere = own.some(({ key }) => key === NVIDIA.key);
  return isThere ? tolerated : [NVIDIA, ...tolerated];
}
