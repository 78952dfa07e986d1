import { randomUUID } from 'node:crypto';
import contentDisposition from 'content-disposition';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject, optionalString } from '../../json-reader.js';
import type { CregoStorageState, SimulatedStorageDocument, UploadedFile } from './first-designs.simulator.js';
import { misbehave, misbehaviourOf } from './misbehaviour.simulator.js';
import type { Authenticate } from './runner.simulator.js';
import { ownValue, wireTime } from './state.simulator.js';

interface Deps {
  readonly state: CregoStorageState & { readonly documents: Record<string, UploadedFile> };
  readonly save: () => void;
  readonly authenticate: Authenticate;
  readonly bytes: FileBytes;
}

type ById = { Params: { id: string } };

/** Stands in for the content of a file from before the start: content is kept in memory only. */
const GONE = Buffer.from('%PDF-1.4\n');

/** What was uploaded since the start, by the document's id. */
export class FileBytes {
  readonly #latest = new Map<string, Buffer>();

  put(id: string, bytes: Buffer): void {
    this.#latest.set(id, bytes);
  }

  get(id: string): Buffer {
    return this.#latest.get(id) ?? GONE;
  }
}

/** Create and read documents, add files to them, and download what was added last. */
export function storageRoutes(app: FastifyInstance, deps: Deps): void {
  const { storageDocuments, documents } = deps.state;
  app.post('/documents/', async (request, reply) => {
    if (deps.authenticate(request, reply) === null) return reply;
    const name = isObject(request.body) ? optionalString(request.body, 'name') : null;
    if (name === null) return reply.code(400).send({ name: ['This field is required.'] });
    if (await misbehave(misbehaviourOf(name), request, reply)) return reply;
    const document = { id: randomUUID(), name, status: 'active', files: [], created_at: wireTime() };
    storageDocuments[document.id] = document;
    deps.save();
    return reply.code(201).send(document);
  });
  app.get<ById>('/documents/:id/', async (request, reply) => {
    const document = await find(request, reply, deps);
    return document === null ? reply : reply.send(document);
  });
  app.post<ById>('/documents/:id/files/', async (request, reply) => {
    const document = await find(request, reply, deps);
    const file = document === null ? null : await readUploadedFile(request);
    if (document === null) return reply;
    if (file === null) return reply.code(400).send({ file: ['No file was submitted.'] });
    const { bytes, ...kept } = file;
    document.files = [...document.files, { id: randomUUID(), ...kept }];
    deps.bytes.put(document.id, bytes);
    deps.save();
    return reply.code(201).send(document);
  });
  app.get<ById>('/documents/:id/files/download/', async (request, reply) => {
    if (deps.authenticate(request, reply) === null) return reply;
    const { id } = request.params;
    const file = ownValue(documents, id) ?? ownValue(storageDocuments, id)?.files.at(-1);
    if (file === undefined) return reply.code(404).send({ detail: 'Not found.' });
    return reply
      .type(file.content_type)
      .header('content-disposition', contentDisposition(file.name))
      .send(deps.bytes.get(id));
  });
}

async function find(
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  { state, authenticate }: Deps,
): Promise<SimulatedStorageDocument | null> {
  if (authenticate(request, reply) === null) return null;
  const document = ownValue(state.storageDocuments, request.params.id);
  if (document === undefined) {
    reply.code(404).send({ detail: 'Not found.' });
    return null;
  }
  return (await misbehave(misbehaviourOf(document.name), request, reply)) ? null : document;
}

interface UploadedPart {
  readonly filename?: string;
  readonly mimetype?: string;
  toBuffer?(): Promise<Buffer>;
}

/** The file of a multipart form; null when there is none. */
export async function readUploadedFile(
  request: FastifyRequest,
): Promise<(UploadedFile & { readonly bytes: Buffer }) | null> {
  const part: UploadedPart | null = isObject(request.body) && isObject(request.body.file) ? request.body.file : null;
  if (part?.toBuffer === undefined) return null;
  const bytes = await part.toBuffer();
  const { filename: name = 'file', mimetype: content_type = 'application/octet-stream' } = part;
  return { name, content_type, size: bytes.length, bytes };
}
