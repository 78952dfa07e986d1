import { GraphQLScalarType } from 'graphql';
import { type FileUpload, Upload } from 'graphql-upload-minimal';
import { badInput } from './scalar-error.js';
import { refuseToSerialize } from './text-scalar.js';

export type { FileUpload } from 'graphql-upload-minimal';

const RULE = 'must be a file sent as a part of a multipart request and named in its map';

/**
 * Resolvers get a promise of the file: it settles when the part begins to stream in, and rejects when the request
 * breaks off first. The file name and the MIME type are claims of the client.
 */
export const UploadScalar = new GraphQLScalarType<Promise<FileUpload>, never>({
  name: 'Upload',
  description:
    'A file in a multipart request: null in the variables, named in `map`, and sent as a part of its own. Input only, and never a literal. Example: `-F map=\'{"0":["variables.file"]}\' -F 0=@passport.png`.',
  parseValue: (value) => {
    if (!(value instanceof Upload)) {
      throw badInput(RULE);
    }
    return value.promise;
  },
  parseLiteral: (node) => {
    throw badInput(RULE, node);
  },
  serialize: refuseToSerialize('Upload'),
});
