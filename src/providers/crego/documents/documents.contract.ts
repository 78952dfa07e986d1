import {
  asObject,
  isObject,
  optionalNumber,
  optionalObject,
  optionalString,
  requiredString,
} from '../../json-reader.js';

/** A document of the storage; its page was never published. */
export interface CregoStorageDocument {
  readonly id: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly files: readonly CregoStorageFile[];
  readonly created_at: string | null;
}

export interface CregoStorageFile {
  readonly id: string | null;
  readonly name: string | null;
  readonly content_type: string | null;
  readonly size: number | null;
}

/** The document itself, or under `document` or `data`. Throws a `ContractError` without an id. */
export function parseStorageDocument(body: unknown): CregoStorageDocument {
  const outer = asObject(body);
  const object =
    optionalObject(outer, 'document') ?? (outer.id === undefined ? optionalObject(outer, 'data') : null) ?? outer;
  return {
    id: optionalString(object, 'document_id') ?? requiredString(object, 'id'),
    name: optionalString(object, 'name'),
    status: optionalString(object, 'status'),
    files: Array.isArray(object.files) ? object.files.filter(isObject).map(readFile) : [],
    created_at: optionalString(object, 'created_at'),
  };
}

function readFile(file: Record<string, unknown>): CregoStorageFile {
  return {
    id: optionalString(file, 'file_id') ?? optionalString(file, 'id'),
    name: optionalString(file, 'name') ?? optionalString(file, 'filename'),
    content_type: optionalString(file, 'content_type'),
    size: optionalNumber(file, 'size'),
  };
}
