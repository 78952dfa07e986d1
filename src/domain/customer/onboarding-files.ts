import type { DocumentService } from '../document/document-service.js';
import type { Actor } from '../kernel/actor.js';
import { invalid, notFound } from '../kernel/problem.js';
import type { EncodedFile, OnboardingInput } from '../provider/customer-port.js';
import type { OnboardCustomerRequest } from './onboarding-request.js';

export interface FileRules {
  /** Whose documents they must be. */
  readonly ownerId: string;
  readonly maxBytes: number;
}

/** Puts the bytes of the stored documents into the request. Throws a `ProblemError` that names the field. */
export async function withFiles(
  documents: DocumentService,
  actor: Actor,
  request: OnboardCustomerRequest,
  rules: FileRules,
): Promise<OnboardingInput> {
  const { idDocuments, additionalDocuments, photoDocumentId, ...rest } = request;
  const read = (id: string, field: string, pdf = false) => readFile(documents, actor, { id, field, pdf, ...rules });
  const image = async (id: string | null, field: string) => (id === null ? null : read(id, field));
  return {
    ...rest,
    idDocuments: await Promise.all(
      idDocuments.map(async ({ frontDocumentId, backDocumentId, ...document }, index) => ({
        ...document,
        front: await image(frontDocumentId, `idDocuments.${index}.frontDocumentId`),
        back: await image(backDocumentId, `idDocuments.${index}.backDocumentId`),
      })),
    ),
    additionalDocuments: await Promise.all(
      additionalDocuments.map(async ({ kindCode, documentId }, index) => ({
        kindCode,
        file: await read(documentId, `additionalDocuments.${index}.documentId`, true),
      })),
    ),
    profilePhoto: await image(photoDocumentId, 'photoDocumentId'),
  };
}

interface Wanted extends FileRules {
  readonly id: string;
  readonly field: string;
  readonly pdf: boolean;
}

async function readFile(documents: DocumentService, actor: Actor, wanted: Wanted): Promise<EncodedFile> {
  const { id, field, pdf, ownerId, maxBytes } = wanted;
  const { document, bytes } = await documents.getContent(actor, id, field);
  if (document.userId !== ownerId) throw notFound(field);
  const accepted = document.contentType.startsWith('image/') || (pdf && document.contentType === 'application/pdf');
  if (!accepted) throw invalid([{ field, message: pdf ? 'must be an image or a PDF' : 'must be an image' }]);
  if (bytes.byteLength > maxBytes) throw invalid([{ field, message: `must have at most ${maxBytes} bytes` }]);
  return { bytes, contentType: document.contentType };
}
