import {
  BatchV1Api,
  type Configuration,
  CoreV1Api,
  createConfiguration,
  CustomObjectsApi,
  KubeConfig,
  type RequestContext,
  ServerConfiguration,
} from '@kubernetes/client-node';
import { Injectable } from '@nestjs/common';
import { ClusterConfig } from './cluster.config.js';
import { clusterError, statusOf } from './cluster.errors.js';

/** A call that takes longer has lost its connection. */
const TIMEOUT_MS = 30_000;

/** Connections are shared this long; then certificates are read anew. */
const DISPATCHER_MS = 600_000;

/** The Kubernetes API, for the namespace of the Jobs. */
@Injectable()
export class Cluster {
  readonly kubeConfig = new KubeConfig();
  readonly namespace: string;
  readonly batch: BatchV1Api;
  readonly core: CoreV1Api;
  readonly custom: CustomObjectsApi;
  private calls = 0;

  constructor(config: ClusterConfig) {
    this.namespace = config.TRAINER_NAMESPACE;
    if (config.KUBECONFIG === undefined) this.kubeConfig.loadFromDefault();
    else this.kubeConfig.loadFromFile(config.KUBECONFIG);
    const configuration = configurationOf(this.kubeConfig);
    this.batch = new BatchV1Api(configuration);
    this.core = new CoreV1Api(configuration);
    this.custom = new CustomObjectsApi(configuration);
  }

  /** Calls made so far, watches apart. */
  get callCount(): number {
    return this.calls;
  }

  /**
   * One call.
   *
   * @param what for error messages, e.g. `create Job ft-0a1b`
   * @throws ClusterUnreachableError, ClusterQuotaError, ClusterRefusedError
   */
  async call<T>(what: string, call: () => Promise<T>): Promise<T> {
    this.calls += 1;
    try {
      return await call();
    } catch (error) {
      throw clusterError(error, what);
    }
  }

  /** One call that may find nothing (404). @throws as `call` */
  async find<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
    return this.call(what, () => call().catch(unlessStatus(404)));
  }

  /** One call that makes something. @returns undefined where it is there already (409) @throws as `call` */
  async create<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
    return this.call(what, () => call().catch(unlessStatus(409)));
  }
}

function unlessStatus(status: number): (error: unknown) => undefined {
  return (error) => {
    if (statusOf(error) !== status) throw error;
    return undefined;
  };
}

function configurationOf(kubeConfig: KubeConfig): Configuration {
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster) throw new Error('the kubeconfig names no current cluster: set its current-context');
  let dispatcher: ReturnType<RequestContext['getDispatcher']>;
  let madeAt = -Infinity;
  return createConfiguration({
    baseServer: new ServerConfiguration(cluster.server, {}),
    authMethods: { default: kubeConfig },
    promiseMiddleware: [
      {
        pre: (context) => {
          // The client makes a dispatcher, and with it a TLS connection, for every call.
          if (!dispatcher || performance.now() - madeAt > DISPATCHER_MS) {
            dispatcher = context.getDispatcher();
            madeAt = performance.now();
          }
          if (dispatcher) context.setDispatcher(dispatcher);
          context.setSignal(AbortSignal.timeout(TIMEOUT_MS));
          return Promise.resolve(context);
        },
        post: (response) => Promise.resolve(response),
      },
    ],
  });
}
