import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { temporaryFolder } from '../temporary-folder.js';
import { kubeLabBinary } from './kubelab-binary.js';
import { freePorts } from '../free-ports.js';
import { LabProcess } from './lab-process.js';

const CONTROLLERS = [
  ...['job-controller', 'ttl-after-finished-controller', 'garbage-collector-controller'],
  ...['namespace-controller', 'pod-garbage-collector-controller', 'resourcequota-controller'],
];

interface Ports {
  readonly etcd: number;
  readonly peer: number;
  readonly api: number;
  readonly controllers: number;
  readonly scheduler: number;
}

/**
 * A real Kubernetes control plane on the loopback address: API server, scheduler, controllers for
 * Jobs and garbage, etcd. It has no nodes; see FakeKubelet.
 */
export class KubeLab {
  /** Of an administrator. */
  readonly kubeconfig: string;
  /** Of the user `limited`, who may do what a test's own roles let them. */
  readonly limitedKubeconfig: string;
  private apiServer: LabProcess | undefined;
  private readonly others: LabProcess[] = [];
  private namespaces = 0;

  private constructor(
    private readonly binary: string,
    private readonly folder: string,
    private readonly ports: Ports,
    private readonly removeFolder: () => Promise<void>,
  ) {
    this.kubeconfig = join(folder, 'kubeconfig');
    this.limitedKubeconfig = join(folder, 'limited-kubeconfig');
  }

  /** Starts all parts and waits until they are well: 5 to 15 s. */
  static async start(): Promise<KubeLab> {
    const binary = await kubeLabBinary();
    const { path, remove } = await temporaryFolder();
    const [etcd, peer, api, controllers, scheduler] = (await freePorts(5)) as [
      ...[number, number, number, number, number],
    ];
    const lab = new KubeLab(binary, path, { etcd, peer, api, controllers, scheduler }, remove);
    try {
      await lab.up();
    } catch (error) {
      await lab.stop();
      throw error;
    }
    return lab;
  }

  /** A client's configuration; each has its own connections. */
  kubeConfig(): KubeConfig {
    const config = new KubeConfig();
    config.loadFromFile(this.kubeconfig);
    return config;
  }

  /** Makes a namespace of its own for a test. @returns its name */
  async namespace(prefix: string): Promise<string> {
    this.namespaces += 1;
    const name = `${prefix}-${this.namespaces}`;
    const core = this.kubeConfig().makeApiClient(CoreV1Api);
    await core.createNamespace({ body: { metadata: { name } } });
    return name;
  }

  /** Ends the API server, leaves it away for some time, and starts it again. */
  async restartApiServer(awayMs = 0): Promise<void> {
    await this.apiServer?.stop();
    await sleep(awayMs);
    await this.startApiServer();
  }

  async stop(): Promise<void> {
    await Promise.all(this.others.splice(1).map((part) => part.stop()));
    await this.apiServer?.stop();
    await this.others.pop()?.stop();
    await this.removeFolder();
  }

  private async up(): Promise<void> {
    const { etcd, peer, controllers, scheduler } = this.ports;
    const peerUrl = url('http', peer);
    this.others.push(
      this.part('etcd', [
        ...['--name=lab', `--data-dir=${join(this.folder, 'etcd')}`, '--unsafe-no-fsync'],
        ...[`--listen-client-urls=${url('http', etcd)}`, '--log-level=warn'],
        ...[`--advertise-client-urls=${url('http', etcd)}`, `--listen-peer-urls=${peerUrl}`],
        ...[`--initial-advertise-peer-urls=${peerUrl}`, `--initial-cluster=lab=${peerUrl}`],
      ]),
    );
    await this.writeCredentials();
    await this.startApiServer();
    const common = [
      `--kubeconfig=${this.kubeconfig}`,
      ...['--leader-elect=false', '--bind-address=127.0.0.1'],
      // By default they hold themselves back to some ten calls a second, which is all that would be measured.
      ...['--kube-api-qps=500', '--kube-api-burst=1000'],
    ];
    const managers = this.part('kube-controller-manager', [
      ...[...common, `--secure-port=${controllers}`, `--controllers=${CONTROLLERS.join(',')}`],
      `--service-account-private-key-file=${join(this.folder, 'sa.key')}`,
    ]);
    const scheduling = this.part('kube-scheduler', [...common, `--secure-port=${scheduler}`]);
    this.others.push(managers, scheduling);
    await managers.ready(`${url('https', controllers)}/healthz`);
    await scheduling.ready(`${url('https', scheduler)}/healthz`);
  }

  private async startApiServer(): Promise<void> {
    const { etcd, api } = this.ports;
    this.apiServer = this.part('kube-apiserver', [
      ...[`--etcd-servers=${url('http', etcd)}`, `--cert-dir=${join(this.folder, 'certs')}`],
      ...['--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${api}`],
      ...['--endpoint-reconciler-type=none', '--service-cluster-ip-range=10.0.0.0/24'],
      ...['--authorization-mode=RBAC', `--token-auth-file=${join(this.folder, 'tokens.csv')}`],
      // Nothing here makes service accounts, nor says that a node is ready.
      '--disable-admission-plugins=ServiceAccount,TaintNodesByCondition',
      `--service-account-issuer=${url('https', api)}/`,
      `--service-account-key-file=${join(this.folder, 'sa.pub')}`,
      `--service-account-signing-key-file=${join(this.folder, 'sa.key')}`,
    ]);
    await this.apiServer.ready(`${url('https', api)}/readyz`);
  }

  private async writeCredentials(): Promise<void> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const mode = 0o600;
    await writeFile(join(this.folder, 'sa.key'), privateKey, { mode });
    await writeFile(join(this.folder, 'sa.pub'), publicKey, { mode });
    const [admin, limited] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    const users = `${admin},admin,1,"system:masters"\n${limited},limited,2\n`;
    await writeFile(join(this.folder, 'tokens.csv'), users, { mode });
    await writeFile(this.kubeconfig, this.configWith(admin), { mode });
    await writeFile(this.limitedKubeconfig, this.configWith(limited), { mode });
  }

  private configWith(token: string): string {
    const cluster = {
      server: url('https', this.ports.api),
      'certificate-authority': join(this.folder, 'certs', 'apiserver.crt'),
    };
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'lab',
      clusters: [{ name: 'lab', cluster }],
      users: [{ name: 'user', user: { token } }],
      contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'user' } }],
    });
  }

  private part(name: string, args: readonly string[]): LabProcess {
    return LabProcess.start(this.binary, name, args, this.folder);
  }
}

function url(scheme: 'http' | 'https', port: number): string {
  return `${scheme}://127.0.0.1:${port}`;
}
