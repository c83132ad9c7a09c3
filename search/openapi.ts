import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { IdPath } from './contract/parameters.js';
import { FileView, GroupView } from './contract/views.js';
import { SimilarAnswer, SimilarQuery, SimilarUpload } from './contract/similar.js';
import { endpoints } from './endpoints.js';

const Failure = z
  .object({
    error: z.string().meta({ description: 'The reason, for a person.' }),
    parameter: z.string().nullable().meta({ description: 'The parameter at fault, when there is one.' }),
    request_id: z.string(),
  })
  .meta({ id: 'Failure' });

export const Health = z
  .object({ status: z.enum(['ok', 'degraded']), service: z.string(), version: z.string() })
  .meta({ id: 'Health' });

const bytes = { type: 'string', format: 'binary' } as const;

const json = (schema: z.ZodType, description: string) => ({ description, content: { 'application/json': { schema } } });

const failures = {
  400: json(Failure, 'No criterion or a bad one; the reason names the parameter.'),
  401: json(Failure, 'Tokens are configured and none or a wrong one was sent.'),
  429: json(Failure, 'Too many requests.'),
  500: json(Failure, 'A fault of the service; the request id finds it in its log.'),
  503: json(Failure, 'The query took too long.'),
};

/** The OpenAPI 3.1 document, made from the schemas that validate the requests. */
export function createOpenApiDocument(version: string) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  registry.registerPath({
    method: 'get',
    path: '/',
    operationId: 'health',
    summary: 'Health',
    tags: ['service'],
    security: [],
    responses: { 200: json(Health, 'The service answers.') },
  });
  for (const endpoint of endpoints) {
    registry.registerPath({
      method: 'get',
      path: endpoint.path,
      operationId: `search_${endpoint.type}`,
      summary: endpoint.summary,
      tags: ['search'],
      request: { query: endpoint.parameters as z.ZodObject },
      responses: { 200: json(endpoint.response, 'One page of results.'), ...failures },
    });
  }
  registry.registerPath({
    method: 'post',
    path: '/api/search/similar',
    operationId: 'search_similar',
    summary: 'Parts and drawings like a file or model of the archive, an uploaded document or picture, or words',
    tags: ['search'],
    request: {
      body: {
        required: true,
        content: { 'application/json': { schema: SimilarQuery }, 'multipart/form-data': { schema: SimilarUpload } },
      },
    },
    responses: {
      200: json(SimilarAnswer, 'The most similar first, with the reasons.'),
      404: json(Failure, 'There is no such file or model.'),
      413: json(Failure, 'The upload is too large.'),
      415: json(Failure, 'Nothing here reads such a body or file.'),
      422: json(Failure, 'The uploaded file could not be read; the reason says why.'),
      ...failures,
    },
  });
  registry.registerPath(byId('/api/groups/{id}', 'read_group', 'A document group with its files', json(GroupView, 'The group.')));
  registry.registerPath(
    byId(
      '/api/files/{id}',
      'read_file',
      'A file with everything extracted from it and where each fact comes from',
      json(FileView, 'The file.'),
    ),
  );
  registry.registerPath(
    byId('/api/files/{id}/content', 'read_file_content', 'The file itself', {
      description: 'The bytes.',
      content: { 'application/octet-stream': { schema: bytes } },
    }),
  );
  registry.registerPath({
    method: 'get',
    path: '/api/artifacts/{key}',
    operationId: 'read_artifact',
    summary: 'A preview, a rendered view or samples, by the storage key that file views and previews name',
    tags: ['documents'],
    request: {
      params: z.object({
        key: z.string().meta({ description: 'The storage key; its slashes may be written as they are or as %2F.' }),
      }),
    },
    responses: {
      200: { description: 'The bytes, of the media type that the file view names.', content: { '*/*': { schema: bytes } } },
      404: json(Failure, 'There is none with this key.'),
      ...failures,
    },
  });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Extraction fleet search',
      version,
      description: 'Search over drawings and models. Lists hold document groups, and files that belong to none.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, {}],
  });
}

function byId(path: string, operationId: string, summary: string, ok: RouteConfig['responses'][string]): RouteConfig {
  return {
    method: 'get',
    path,
    operationId,
    summary,
    tags: ['documents'],
    request: { params: IdPath },
    responses: { 200: ok, 404: json(Failure, 'There is none with this id.'), ...failures },
  };
}
