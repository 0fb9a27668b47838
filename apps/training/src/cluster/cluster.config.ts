import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

/** Environment of the training service where it trains on a Kubernetes cluster. */
export class ClusterConfig extends configFrom(
  z.object({
    /** Kubeconfig file; default: that of the pod it runs in, else `~/.kube/config`. */
    KUBECONFIG: z.string().min(1).optional(),
    /** Namespace of the Jobs. */
    TRAINER_NAMESPACE: z.string().min(1).default('training'),
    /** YAML file of GPU pools and base models. */
    TRAINING_POOLS: z.string().min(1),
    /** Image of the trainer: Axolotl; name it by digest for runs that can be repeated. */
    TRAINER_IMAGE: z.string().min(1).default('axolotlai/axolotl:0.19.0-py3.11-cu128-2.9.1'),
    /** Names of pull secrets in the namespace, comma-separated. */
    TRAINER_PULL_SECRETS: z.string().default(''),
    /** PersistentVolumeClaim that is mounted here as TRAINING_DIR. */
    TRAINER_WORK_CLAIM: z.string().min(1).default('training-work'),
    /** PersistentVolumeClaim with the weights of base models, at `/models` in the pods. */
    TRAINER_MODELS_CLAIM: z.string().min(1).default('models'),
    /** This service as pods reach it, e.g. `http://training.equipoise.svc:8080`; absent: no steps are shown. */
    TRAINER_PROGRESS_URL: z.url().optional(),
    /** Time that a pod is given to start once it has its GPUs, seconds. */
    TRAINER_START_SECONDS: z.coerce.number().min(1).default(1800),
    /** Longest time that a training may run, hours. */
    TRAINER_MAX_HOURS: z.coerce.number().positive().default(24),
    /** Optimiser steps between checkpoints. */
    TRAINER_CHECKPOINT_STEPS: z.coerce.number().int().min(1).default(50),
    /** Of a pod. */
    TRAINER_CPU: z.string().min(1).default('16'),
    TRAINER_MEMORY: z.string().min(1).default('128Gi'),
    TRAINER_SHM: z.string().min(1).default('32Gi'),
  }),
) {}
