import type { experimentsV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { defer, from, map, type Observable } from 'rxjs';
import { DrawTemplate } from '../application/draw-template.js';
import { ListLabels } from '../application/list-labels.js';
import { labelFormat } from './label-format.js';
import { templateFile } from './template-file.js';

type Methods = 'listLabels' | 'getLabelTemplate';

@Controller()
@UseFilters(GrpcErrorFilter)
export class LabelsGrpcController implements Pick<
  experimentsV1.ExperimentsServiceController,
  Methods
> {
  constructor(
    private readonly list: ListLabels,
    private readonly template: DrawTemplate,
  ) {}

  @GrpcMethod('ExperimentsService')
  async listLabels({
    experimentId,
    limit,
    cursor,
  }: experimentsV1.ListLabelsRequest): Promise<experimentsV1.ListLabelsResponse> {
    const { labels, nextCursor } = await this.list.execute(experimentId, limit, cursor);
    return {
      labels: labels.map(({ labelledAt, ...label }) => ({
        ...label,
        labelledAt: labelledAt.toISOString(),
      })),
      nextCursor,
    };
  }

  @GrpcMethod('ExperimentsService')
  getLabelTemplate({
    format,
    ...command
  }: experimentsV1.GetLabelTemplateRequest): Observable<experimentsV1.GetLabelTemplateResponse> {
    return defer(() =>
      from(templateFile(labelFormat(format), this.template.execute(command))),
    ).pipe(map((bytes) => ({ bytes })));
  }
}
