import { type FileUpload, Upload } from 'graphql-upload-minimal';
import { ApiError } from '../domain/api-error.js';

/**
 * Makes the files of a multipart operation fail cleanly: a file that is too long or missing ends in an `ApiError` that
 * names the variable, also when somebody is already reading it (the reader itself would leave a pipe waiting).
 */
export function guardFiles(variables: unknown, maxFileBytes: number): void {
  const pending: Array<{ value: unknown; path: string }> = [{ value: variables, path: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (value instanceof Upload) guardUpload(value, path, maxFileBytes);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        pending.push({ value: inner, path: path === '' ? key : `${path}.${key}` });
      }
    }
  }
}

function guardUpload(upload: Upload, field: string, maxFileBytes: number): void {
  const tooLong = () => new ApiError('BAD_USER_INPUT', `The file must be at most ${maxFileBytes} bytes long.`, field);
  upload.promise = upload.promise.then(
    (file) => ({ ...file, createReadStream: () => openStream(file, tooLong) }),
    () => {
      throw new ApiError('BAD_USER_INPUT', 'The file must come with the request, as a part of its own.', field);
    },
  );
  // Nobody may be waiting for it; an unhandled rejection would end the process.
  upload.promise.catch(() => undefined);
}

function openStream(file: FileUpload, tooLong: () => ApiError): ReturnType<FileUpload['createReadStream']> {
  try {
    const stream = file.createReadStream();
    stream.once('limit', () => stream.destroy(tooLong()));
    return stream;
  } catch (error) {
    throw error instanceof Error && 'status' in error && error.status === 413 ? tooLong() : error;
  }
}
