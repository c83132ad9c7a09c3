import path from 'node:path';
import express, { type Response } from 'express';
import swaggerUi from 'swagger-ui-express';
import { packageRoot } from '../adapters/package-root.js';
import type { Sql } from '../adapters/postgres/connect.js';
import { IdPath } from './contract/parameters.js';
import type { FileView } from './contract/views.js';
import { sendContent, type ReadSourceFile } from './content.js';
import { endpoints } from './endpoints.js';
import { sendArtifact, type ReadArtifact } from './artifact.js';
import { guard, type AccessTokens } from './http/access.js';
import { RequestError, answerFailures, limitRate, notFound, parsed, requestIds } from './http/failures.js';
import { securityHeaders } from './http/headers.js';
import { createOpenApiDocument } from './openapi.js';
import { readFile } from './queries/file.js';
import type { UploadReader } from '../adapters/extraction/read-upload.js';
import type { Encoders } from '../processors/embed/encoders.js';
import { answerSimilar } from './similar/answer-similar.js';
import { readSimilarRequest, similarBodies } from './similar/similar-request.js';
import { readGroup } from './queries/group.js';
import { KeptAnswers } from './queries/kept-answers.js';
import { inSnapshot } from './queries/snapshot.js';

export interface SearchAppOptions {
  readonly sql: Sql;
  readonly version: string;
  /** Without tokens everybody who reaches the port may read; bind it to loopback then. */
  readonly tokens?: AccessTokens;
  /** Opens a file of the archive for download. Without it the API answers 404 for contents. */
  readonly readSourceFile?: ReadSourceFile;
  /** Opens a preview, view or sample by its storage key. Without it the API answers 404 for them. */
  readonly readArtifact?: ReadArtifact;
  /** Reads uploaded documents for `/api/search/similar`. */
  readonly uploads?: UploadReader;
  /** The trained networks that the archive's vectors were computed with. */
  readonly encoders?: Encoders;
  /** Requests per minute and client address. */
  readonly requestsPerMinute?: number;
  /** Is told of every failure that is not the asker's. */
  readonly onError?: (error: unknown, requestId: string) => void;
}

/** The search API with its documentation at `/docs` and its web page at `/ui`. */
export function createSearchApp(options: SearchAppOptions): express.Express {
  const { sql, version, readSourceFile } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use(requestIds);
  app.use(securityHeaders({ inlineStylesUnder: '/docs' }));
  app.use(limitRate(options.requestsPerMinute ?? 1200));
  app.get('/', async (_request, response) => {
    const isUp = await sql`SELECT 1`.then(
      () => true,
      () => false,
    );
    response.status(isUp ? 200 : 503).json({ status: isUp ? 'ok' : 'degraded', service: 'extraction-fleet-search', version });
  });
  app.use(guard(options.tokens ?? {}));

  const document = createOpenApiDocument(version);
  app.get('/openapi.json', (_request, response) => void response.json(document));
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: 'Extraction fleet search' }));
  app.use('/ui', express.static(path.join(packageRoot, 'search', 'public')));

  const answers = new KeptAnswers(sql);
  for (const endpoint of endpoints) {
    app.get(endpoint.path, async (request, response) => {
      const { key, read } = endpoint.question(request.query, parsed);
      sendFresh(response, await answers.answer(key, () => read(sql)));
    });
  }
  app.post('/api/search/similar', ...similarBodies, async (request, response) => {
    sendFresh(response, await answerSimilar(options, readSimilarRequest(request)));
  });
  app.get('/api/groups/:id', async (request, response) => {
    const { id } = parsed(IdPath, request.params);
    sendFresh(response, found(await inSnapshot(sql, (snapshot) => readGroup(snapshot, id)), 'group', id));
  });
  app.get('/api/files/:id', async (request, response) => {
    const { id } = parsed(IdPath, request.params);
    const view = found(await inSnapshot(sql, (snapshot) => readFile(snapshot, id)), 'file', id);
    const content_url = readSourceFile === undefined || view.file.status === 'missing' ? null : `/api/files/${id}/content`;
    sendFresh(response, { ...view, file: { ...view.file, content_url } } satisfies FileView);
  });
  app.get('/api/files/:id/content', async (request, response) => {
    const { id } = parsed(IdPath, request.params);
    if (readSourceFile === undefined) throw new RequestError(404, 'this service has no access to the archive');
    await sendContent(sql, readSourceFile, id, response);
  });

  app.get('/api/artifacts/*key', async (request, response) => {
    if (options.readArtifact === undefined) throw new RequestError(404, 'this service keeps no pictures');
    await sendArtifact(sql, options.readArtifact, request.params.key.join('/'), response);
  });

  app.use(notFound);
  app.use(answerFailures(options.onError ?? (() => undefined)));
  return app;
}

/** Answers depend on the token and on the database of this moment: nobody between us may keep them. */
function sendFresh(response: Response, body: object | string): void {
  response.setHeader('Cache-Control', 'private, no-cache');
  if (typeof body === 'string') response.type('json').send(body);
  else response.json(body);
}

function found<View>(view: View | null, what: string, id: number): View {
  if (view === null) throw new RequestError(404, `there is no ${what} ${id}`, 'id');
  return view;
}
