import { Entity, PrimaryColumn } from 'typeorm';

@Entity('cancelled_experiments')
export class CancelledExperimentRow {
  @PrimaryColumn('uuid') experimentId!: string;
}
