import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

type ApiSchema = NonNullable<Parameters<typeof ApiResponse>[0] & { schema?: unknown }>['schema'];

/** A zod schema as OpenAPI 3.1 wants it (JSON Schema 2020-12). */
function openApiSchema(schema: z.ZodType): ApiSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

export interface OperationDescription {
  readonly summary: string;
  readonly description?: string;
  /** Status and body of the answer when all goes well. */
  readonly answers: { readonly status: number; readonly schema: z.ZodType; readonly type?: string };
  /** A second good answer, where there is one. */
  readonly orAnswers?: { readonly status: number; readonly schema: z.ZodType };
  readonly body?: { readonly schema: z.ZodType; readonly types?: readonly string[] };
  readonly query?: z.ZodObject;
}

/** Describes an operation in the OpenAPI document with the schemas that the code itself uses. */
export function Describe(operation: OperationDescription): MethodDecorator {
  const { summary, description, answers, orAnswers, body, query } = operation;
  const contentType = answers.type ?? 'application/json';
  return applyDecorators(
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ApiResponse({
      status: answers.status,
      description: summary,
      content: { [contentType]: { schema: openApiSchema(answers.schema) as never } },
    }),
    ...(orAnswers
      ? [
          ApiResponse({
            status: orAnswers.status,
            description: summary,
            content: { 'application/json': { schema: openApiSchema(orAnswers.schema) as never } },
          }),
        ]
      : []),
    ApiResponse({
      status: 'default',
      description: 'RFC 9457 problem',
      content: { 'application/problem+json': { schema: openApiSchema(problemSchema) as never } },
    }),
    ...(body ? [ApiBody({ schema: openApiSchema(body.schema) as never })] : []),
    ...Object.entries(query?.shape ?? {}).map(([name, schema]) =>
      ApiQuery({ name, required: false, schema: openApiSchema(schema as z.ZodType) as never }),
    ),
  );
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
});
