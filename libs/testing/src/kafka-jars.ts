import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testCacheFolder } from './model-folder.js';

const run = promisify(execFile);

const KAFKA = '4.3.1';
/** The newest of these that is published, and the log binding that fits the broker's slf4j 1.7. */
const JARS = [
  ['org.apache.kafka', 'kafka_2.13', KAFKA],
  ['org.apache.kafka', 'kafka-tools', KAFKA],
  ['org.apache.logging.log4j', 'log4j-core', '2.25.2'],
  ['org.apache.logging.log4j', 'log4j-slf4j-impl', '2.25.2'],
] as const;

const folder = (): string => join(testCacheFolder(), `kafka-${KAFKA}`);

const answers = (program: string): boolean =>
  spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0;

/** What a Kafka broker needs and this machine lacks; undefined when it can run here. */
export function kafkaLacks(): string | undefined {
  if (!answers('java')) return 'Java 17 or newer (`java` was not found)';
  if (existsSync(folder()) || answers('mvn')) return undefined;
  return 'Maven, to download the broker once (`mvn` was not found)';
}

/** Whether tests can have a Kafka broker; says loudly where they cannot. */
export function hasKafka(): boolean {
  const lacks = kafkaLacks();
  if (lacks === undefined) return true;
  process.stderr.write(`NOT TESTED against Kafka: it needs ${lacks}.\n`);
  return false;
}

/** Folder of the broker's jars, downloaded once (54 MB). */
export async function kafkaJars(): Promise<string> {
  const jars = folder();
  if (existsSync(jars)) return jars;
  await mkdir(testCacheFolder(), { recursive: true });
  const work = await mkdtemp(`${jars}-`);
  await writeFile(join(work, 'pom.xml'), pom());
  await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars'], {
    cwd: work,
    maxBuffer: 64 * 1024 * 1024,
  });
  // Renamed when whole. Another worker may have been faster; its copy is as good.
  await rename(join(work, 'jars'), jars).catch(() => undefined);
  await rm(work, { recursive: true, force: true });
  return jars;
}

function pom(): string {
  const dependencies = JARS.map(
    ([group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  );
  return (
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>' +
    '<groupId>equipoise</groupId><artifactId>kafka-broker</artifactId><version>1</version>' +
    `<dependencies>${dependencies.join('')}</dependencies></project>`
  );
}
