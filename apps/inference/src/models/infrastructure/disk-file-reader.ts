import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { type FileDigest, FileReader } from '../application/ports.js';
import { adapterRank } from './adapter-rank.js';

@Injectable()
export class DiskFileReader extends FileReader {
  override async digest(path: string): Promise<FileDigest> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let head = Buffer.alloc(0);
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      if (head.length < 4) head = Buffer.concat([head, chunk.subarray(0, 4 - head.length)]);
    }
    return { digest: hash.digest('hex'), sizeBytes, magic: head.toString('latin1') };
  }

  override async adapterRank(path: string): Promise<number | undefined> {
    return adapterRank(path);
  }
}
