export { modelFolder, testModelCache } from './model-folder.js';
export { pythonWithout } from './python-without.js';
export { inRepository, sharedData } from './shared-data.js';
export { SmallDisk } from './small-disk.js';
export { TestPostgres } from './test-postgres.js';
export { temporaryFolder } from './temporary-folder.js';
export {
  type Script,
  ScriptedOpenAi,
  type ScriptedOpenAiOptions,
  type ScriptedReply,
  type ScriptedRequest,
} from './scripted-openai.js';
export {
  type ScriptedCall,
  type ScriptedFault,
  ScriptedFineTuningApi,
  type ScriptedFineTuningOptions,
} from './scripted-fine-tuning-api.js';
export { type CommandResult, EquipoiseCommands } from './equipoise-process.js';
export { type GpuNode, FakeKubelet } from './kubernetes/fake-kubelet.js';
export { type PodEnd, type PodScript, type RunningPod } from './kubernetes/fake-pod.js';
export { KubeLab } from './kubernetes/kube-lab.js';
export { hasKubeLab } from './kubernetes/kubelab-binary.js';
export { KueueStandIn } from './kubernetes/kueue-stand-in.js';
export { addBoundClaim } from './kubernetes/bound-claim.js';
export { KafkaBroker } from './kafka-broker.js';
export { hasKafka, kafkaLacks } from './kafka-jars.js';
export { freePorts } from './free-ports.js';
export { DistributedPlatform, type PlatformProcess } from './distributed-platform.js';
