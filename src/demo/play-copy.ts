import { DEMO_PICTURE } from './people.js';
import { PlayError } from './play-client.js';
import { FIELD_ERRORS, PROBLEM, type Stage } from './play-step.js';

export interface SentCopy {
  readonly state: string;
  readonly providerId: string;
  readonly providerDocumentId: string | null;
}

/** Uploads a file that a provider gets at once: `input` names an applicant or a runner. Throws `PlayError` unless it was sent. */
export async function uploadCopy({ client }: Stage, input: Record<string, unknown>, name: string): Promise<SentCopy> {
  const document = await client.upload<{ copies: SentCopy[] }>(
    `mutation ($file: Upload!, $input: UploadDocumentInput!) { result: uploadDocument(file: $file, input: $input) {
      ${PROBLEM} ${FIELD_ERRORS} ... on Document { copies { state providerId providerDocumentId } } } }`,
    { input: { country: 'IND', ...input } },
    { name, bytes: DEMO_PICTURE },
    'Document',
  );
  const [copy] = document.copies;
  if (copy?.state === 'SENT') return copy;
  throw new PlayError(`the file is kept, but its copy at the provider is ${copy?.state ?? 'missing'}`);
}
