import type { ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type FileUpload, Upload } from 'graphql-upload-minimal';
import { ApiError } from '../domain/kernel/api-error.js';
import type { MultipartBody } from './multipart-body.js';

/**
 * Makes the files of a multipart operation fail cleanly: one that is too long, missing, or followed by what is no
 * multipart form ends in an `ApiError` that names the variable, also when somebody is already reading it (the reader
 * itself would leave a pipe waiting).
 */
export function guardFiles(variables: unknown, maxFileBytes: number, body: MultipartBody): void {
  const pending: Array<{ value: unknown; path: string }> = [{ value: variables, path: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (value instanceof Upload) guardUpload(value, path, maxFileBytes, body);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        pending.push({ value: inner, path: path === '' ? key : `${path}.${key}` });
      }
    }
  }
}

interface Failures {
  readonly tooLong: () => ApiError;
  readonly missing: () => ApiError;
  readonly readTwice: () => ApiError;
  readonly broken: () => ApiError;
}

function failuresOf(field: string, maxFileBytes: number): Failures {
  return {
    tooLong: () => new ApiError('BAD_USER_INPUT', `The file must be at most ${maxFileBytes} bytes long.`, field),
    missing: () => new ApiError('BAD_USER_INPUT', 'The file must come with the request, as a part of its own.', field),
    readTwice: () => new ApiError('BAD_USER_INPUT', 'The file can be used once: send it again for each use.', field),
    broken: () => new ApiError('BAD_REQUEST', 'The multipart body is not well formed, from this file on.', field),
  };
}

function guardUpload(upload: Upload, field: string, maxFileBytes: number, body: MultipartBody): void {
  const failures = failuresOf(field, maxFileBytes);
  upload.promise = upload.promise.then(
    // A part of type application/octet-stream is a file without any name.
    (file) => ({
      ...file,
      filename: file.filename ?? '',
      createReadStream: () => openStream(file, body, failures),
    }),
    () => {
      throw body.isBroken ? failures.broken() : failures.missing();
    },
  );
  // Nobody may be waiting for it; an unhandled rejection would end the process.
  upload.promise.catch(() => undefined);
}

/** Ends only when what follows the file is well formed too, so that nobody keeps a piece of a broken request. */
function openStream(file: FileUpload, body: MultipartBody, failures: Failures): ReadStream {
  const parts = takeStream(file, body, failures);
  parts.once('limit', () => parts.destroy(failures.tooLong()));
  async function* content(): AsyncGenerator<Uint8Array> {
    try {
      yield* parts as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw error instanceof ApiError ? error : failures.broken();
    }
    await body.followed(parts);
    if (body.isBroken) throw failures.broken();
  }
  const stream = Readable.from(content(), { objectMode: false });
  // Whoever reads it hears of a failure; when nobody does, nobody else may have to.
  stream.on('error', () => undefined);
  // The library calls its streams so; they never came from a file system.
  return stream as ReadStream;
}

function takeStream(file: FileUpload, body: MultipartBody, failures: Failures): Readable {
  try {
    return file.createReadStream();
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 413) throw failures.tooLong();
    throw body.isBroken ? failures.broken() : failures.readTwice();
  }
}
