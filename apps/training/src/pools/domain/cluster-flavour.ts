import type { Toleration } from './gpu-pool.js';

/** How a cluster marks its GPU nodes. */
export const CLUSTER_FLAVOURS = [
  'gpu-operator',
  'gke',
  'eks-karpenter',
  'eks-auto',
  'aks',
] as const;
export type ClusterFlavour = (typeof CLUSTER_FLAVOURS)[number];

/** The node label of a GPU type, by cluster flavour and logical type. */
const LABELS: Readonly<
  Record<ClusterFlavour, Readonly<Record<string, readonly [string, string]>>>
> = {
  'gpu-operator': {
    'h100-80': ['nvidia.com/gpu.product', 'NVIDIA-H100-80GB-HBM3'],
    'a100-80': ['nvidia.com/gpu.product', 'NVIDIA-A100-SXM4-80GB'],
  },
  gke: {
    'h100-80': ['cloud.google.com/gke-accelerator', 'nvidia-h100-80gb'],
    'a100-80': ['cloud.google.com/gke-accelerator', 'nvidia-a100-80gb'],
  },
  'eks-karpenter': {
    'h100-80': ['karpenter.k8s.aws/instance-gpu-name', 'h100'],
    'a100-80': ['karpenter.k8s.aws/instance-gpu-name', 'a100'],
  },
  'eks-auto': {
    'h100-80': ['eks.amazonaws.com/instance-gpu-name', 'h100'],
    'a100-80': ['eks.amazonaws.com/instance-gpu-name', 'a100'],
  },
  aks: {
    'h100-80': ['node.kubernetes.io/instance-type', 'Standard_ND96isr_H100_v5'],
    'a100-80': ['node.kubernetes.io/instance-type', 'Standard_ND96amsr_A100_v4'],
  },
};

/** GPU nodes are commonly tainted so that nothing else lands on them. */
const NVIDIA: Toleration = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };
const AKS_SKU: Toleration = { key: 'sku', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' };

/**
 * The labels that nodes with a GPU type carry on a cluster.
 *
 * @returns undefined for a type that has no known label there: a pool names its own then
 */
export function nodeSelectorOf(
  flavour: ClusterFlavour,
  gpuType: string,
): Readonly<Record<string, string>> | undefined {
  const label = LABELS[flavour][gpuType];
  return label && { [label[0]]: label[1] };
}

/** The taints of GPU nodes that a training pod puts up with. */
export function tolerationsOf(flavour: ClusterFlavour): readonly Toleration[] {
  return flavour === 'aks' ? [NVIDIA, AKS_SKU] : [NVIDIA];
}
