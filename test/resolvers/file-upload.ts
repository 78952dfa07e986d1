import { Readable } from 'node:stream';
import { Upload } from 'graphql-upload-minimal';

/** A file as the multipart reader hands it to an operation. `claims`: the type that the client says it has. */
export function fileUpload(bytes: Uint8Array, filename = 'face.jpg', claims = 'image/jpeg'): Upload {
  const file = {
    filename,
    fieldName: '0',
    mimetype: claims,
    encoding: '7bit',
    createReadStream: () => Readable.from([bytes]),
  };
  return Object.assign(new Upload(), { promise: Promise.resolve(file) });
}
