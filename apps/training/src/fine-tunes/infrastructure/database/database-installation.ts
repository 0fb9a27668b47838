import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Installation } from '../../application/ports.js';

@Injectable()
export class DatabaseInstallation extends Installation {
  private known: string | undefined;

  constructor(private readonly database: Database) {
    super();
  }

  override async id(): Promise<string> {
    if (this.known !== undefined) return this.known;
    const [row]: { id: string }[] = await this.database.manager.query(
      'SELECT id FROM installation',
    );
    if (!row) throw new Error('the table installation is empty: run the migrations again');
    this.known = row.id;
    return row.id;
  }
}
