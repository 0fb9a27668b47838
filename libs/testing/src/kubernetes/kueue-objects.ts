import type { KubernetesObject } from '@kubernetes/client-node';

export const KUEUE = { group: 'kueue.x-k8s.io', version: 'v1beta2' } as const;
export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';
export const PRIORITY_LABEL = 'kueue.x-k8s.io/priority-class';
export const JOB_UID_LABEL = 'kueue.x-k8s.io/job-uid';

/** GPUs of one kind that a queue gives away. */
export interface Flavor {
  readonly name: string;
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** GPUs. */
  readonly quota: number;
}

/** What the stand-in is set up with. */
export interface QueueSetup {
  readonly namespace: string;
  /** LocalQueue and ClusterQueue of the same name. */
  readonly queue: string;
  /** Tried in order. */
  readonly flavors: readonly Flavor[];
  /** WorkloadPriorityClasses: value by name. */
  readonly priorities?: Readonly<Record<string, number>>;
}

type Manifest = KubernetesObject & Record<string, unknown>;

const KINDS = [
  { kind: 'Workload', plural: 'workloads', scope: 'Namespaced' },
  { kind: 'LocalQueue', plural: 'localqueues', scope: 'Namespaced' },
  { kind: 'ClusterQueue', plural: 'clusterqueues', scope: 'Cluster' },
  { kind: 'ResourceFlavor', plural: 'resourceflavors', scope: 'Cluster' },
  { kind: 'WorkloadPriorityClass', plural: 'workloadpriorityclasses', scope: 'Cluster' },
] as const;

/** Kueue's kinds, with no word on what is in them, and the rule that suspends queued Jobs. */
export function kueueDefinitions(): Manifest[] {
  return [...KINDS.map(definition), ...suspension()];
}

/** Queue, flavours and priorities of a setup. */
export function queueObjects({
  namespace,
  queue,
  flavors,
  priorities = {},
}: QueueSetup): Manifest[] {
  const apiVersion = `${KUEUE.group}/${KUEUE.version}`;
  return [
    ...flavors.map(({ name, nodeLabels }) => ({
      apiVersion,
      kind: 'ResourceFlavor',
      metadata: { name },
      spec: { nodeLabels },
    })),
    {
      apiVersion,
      kind: 'ClusterQueue',
      metadata: { name: queue },
      spec: {
        resourceGroups: [
          {
            coveredResources: ['nvidia.com/gpu'],
            flavors: flavors.map(({ name, quota }) => ({
              name,
              resources: [{ name: 'nvidia.com/gpu', nominalQuota: quota }],
            })),
          },
        ],
      },
    },
    {
      apiVersion,
      kind: 'LocalQueue',
      metadata: { name: queue, namespace },
      spec: { clusterQueue: queue },
    },
    ...Object.entries(priorities).map(([name, value]) => ({
      apiVersion,
      kind: 'WorkloadPriorityClass',
      metadata: { name },
      value,
    })),
  ];
}

function definition({ kind, plural, scope }: (typeof KINDS)[number]): Manifest {
  // The client's serializer knows it by this name only.
  const anything = { type: 'object', x_kubernetes_preserve_unknown_fields: true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${KUEUE.group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, a stand-in for tests' },
    },
    spec: {
      group: KUEUE.group,
      scope,
      names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
      versions: [
        {
          name: KUEUE.version,
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { spec: anything, status: anything, value: { type: 'integer' } },
            },
          },
        },
      ],
    },
  };
}

function suspension(): Manifest[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const metadata = { name: 'kueue-suspends-jobs' };
  return [
    {
      apiVersion,
      kind: 'MutatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        reinvocationPolicy: 'Never',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['batch'],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['jobs'],
            },
          ],
        },
        matchConditions: [
          {
            name: 'has-a-queue',
            expression: `has(object.metadata.labels) && '${QUEUE_LABEL}' in object.metadata.labels`,
          },
        ],
        mutations: [
          {
            patchType: 'ApplyConfiguration',
            applyConfiguration: { expression: 'Object{spec: Object.spec{suspend: true}}' },
          },
        ],
      },
    },
    {
      apiVersion,
      kind: 'MutatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: metadata.name },
    },
  ];
}
