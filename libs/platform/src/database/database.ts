import { AsyncLocalStorage } from 'node:async_hooks';
import { type DataSource, type EntityManager } from 'typeorm';

/**
 * The service's database. Inside `transaction` every use of `manager` on the same call path joins
 * that transaction, so a use case can span repositories without passing a handle around.
 */
export class Database {
  private readonly ambient = new AsyncLocalStorage<EntityManager>();

  constructor(readonly source: DataSource) {}

  /** The manager of the transaction under way, or one that commits each statement. */
  get manager(): EntityManager {
    return this.ambient.getStore() ?? this.source.manager;
  }

  get inTransaction(): boolean {
    return this.ambient.getStore() !== undefined;
  }

  /** Runs `work` in one transaction; joins the one under way if there is one. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const current = this.ambient.getStore();
    if (current) return work(current);
    return this.source.transaction((manager) => this.ambient.run(manager, () => work(manager)));
  }
}
