import {
  CoreV1Api,
  type KubeConfig,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';

/** Makes a PersistentVolumeClaim that the scheduler takes for bound; what is on it is up to FakeKubelet. */
export async function addBoundClaim(
  kubeConfig: KubeConfig,
  namespace: string,
  name: string,
): Promise<void> {
  const core = kubeConfig.makeApiClient(CoreV1Api);
  const volumeName = `${namespace}-${name}`;
  const spec = { accessModes: ['ReadWriteMany'], storageClassName: '' };
  await core.createPersistentVolume({
    body: {
      metadata: { name: volumeName },
      spec: {
        ...spec,
        capacity: { storage: '1Gi' },
        hostPath: { path: '/played' },
        claimRef: { namespace, name },
      },
    },
  });
  const annotations = { 'pv.kubernetes.io/bind-completed': 'yes' };
  await core.createNamespacedPersistentVolumeClaim({
    namespace,
    body: {
      metadata: { name, annotations },
      spec: { ...spec, volumeName, resources: { requests: { storage: '1Gi' } } },
    },
  });
  await core.patchNamespacedPersistentVolumeClaimStatus(
    { name, namespace, body: { status: { phase: 'Bound', capacity: { storage: '1Gi' } } } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  );
}
