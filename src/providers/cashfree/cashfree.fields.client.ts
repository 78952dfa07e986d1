import type { CheckCapability, CheckInputs } from '../../domain/check/kinds/check-kinds.js';

/** What our inputs are called in faults: by their names, stored documents by the argument that names them. */
type InputName =
  | { [C in CheckCapability]: Extract<keyof CheckInputs[C], string> }[CheckCapability]
  | 'checkId'
  | 'referenceId'
  | 'code'
  | 'documentId'
  | 'firstDocumentId'
  | 'secondDocumentId'
  | 'image';

/** Which of our inputs the refusals of one product are about. */
export interface RefusedFields {
  /** By their field, which begins codes such as `bank_account_value_invalid`, or by the code where it names none. */
  readonly inputs: Readonly<Record<string, InputName>>;
  /** What codes about a file are about, whatever its field is called; null for a product that takes none. */
  readonly file: InputName | null;
}

/** Of every product. */
const COMMON: RefusedFields['inputs'] = {
  verification_id: 'checkId',
  user_id: 'checkId',
  invalid_verification_id: 'checkId',
  duplicate_verification_id: 'checkId',
  ref_id: 'referenceId',
  reference_id: 'referenceId',
};

const FIELD_CODE =
  /^(.+?)_(?:missing|empty|value_invalid|invalid|length_short|length_exceeded|unsupported|already_exists|not_found)$/;
const FILE_CODES: ReadonlySet<string> = new Set([
  'file_size_exceeded',
  'file_format_invalid',
  'file_type_invalid',
  'file_name_invalid',
  'file_name_length_exceeded',
]);

/** Our name of the input that an error code of a product is about. */
export function fieldOfCode(code: string, { inputs, file }: RefusedFields): string | undefined {
  if (FILE_CODES.has(code)) return file ?? undefined;
  const all = { ...COMMON, ...inputs };
  const theirs = [code, FIELD_CODE.exec(code)?.[1] ?? ''].find((name) => Object.hasOwn(all, name));
  return theirs === undefined ? undefined : all[theirs];
}
