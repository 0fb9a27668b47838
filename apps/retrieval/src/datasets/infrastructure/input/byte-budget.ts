import { ImportTooLargeError } from '../../domain/datasets.errors.js';

/** How many bytes one import may still take. */
export class ByteBudget {
  private spent = 0;

  /**
   * @param what is counted, for the message
   * @param variable of the environment that sets the limit
   */
  constructor(
    private readonly what: string,
    private readonly limit: number,
    private readonly variable: string,
  ) {}

  /** @throws ImportTooLargeError when the limit is passed */
  spend(bytes: number): void {
    this.spent += bytes;
    if (this.spent > this.limit) {
      throw new ImportTooLargeError(this.what, this.limit, this.variable);
    }
  }
}
