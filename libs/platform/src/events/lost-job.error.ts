/** The job was taken away (missed heartbeats, cancelled); what its handler did is undone. */
export class LostJobError extends Error {
  constructor(topic: string, id: string) {
    super(`job ${id} of ${topic} is no longer ours`);
    this.name = 'LostJobError';
  }
}
