import { isHiddenFromSubject, type ReasonCode } from './reason.js';

/** `user`: to the person, in plain English; it says what they can do. `internal`: to staff, what the code stands for. */
interface ReasonText {
  /** Null: nothing may be shown. */
  readonly user: string | null;
  readonly internal: string;
}

/** Where the finding is not for the person to know, though that there is one is: it says nothing of it. */
const NEUTRAL = 'We could not complete this check. Please contact us.';

/** Total: a code without its texts does not compile. */
const TEXTS: Readonly<Record<ReasonCode, ReasonText>> = {
  IMAGE_BLURRED: { user: 'The picture is blurred. Please take a sharp one.', internal: 'The picture is blurred.' },
  IMAGE_GLARE: {
    user: 'Light reflects in the picture. Please take one without glare.',
    internal: 'Glare hides a part of the picture.',
  },
  IMAGE_DARK: {
    user: 'The picture is too dark. Please take one in better light.',
    internal: 'The picture is too dark.',
  },
  IMAGE_CROPPED: {
    user: 'A part of the document is cut off. Please show all of it.',
    internal: 'The picture shows a part of the document only.',
  },
  IMAGE_COVERED: {
    user: 'Something covers the document. Please show all of it.',
    internal: 'Something covers a part of the document.',
  },
  IMAGE_LOW_QUALITY: {
    user: 'The picture is not clear enough. Please take a better one.',
    internal: 'The quality of the picture is too low.',
  },
  DOC_MISSING: { user: 'A document is missing. Please upload it.', internal: 'A document that is needed is missing.' },
  DOC_SIDE_MISSING: {
    user: 'One side of the document is missing. Please upload both sides.',
    internal: 'One side of the document is missing.',
  },
  DOC_PAGE_MISSING: {
    user: 'A page of the document is missing. Please upload all pages.',
    internal: 'A page of the document is missing.',
  },
  DOC_MULTIPLE: {
    user: 'There is more than one document in the picture. Please upload one at a time.',
    internal: 'The picture shows more than one document.',
  },
  DOC_EXPIRED: {
    user: 'The document is no longer valid. Please use one that is.',
    internal: 'The document, or what it certifies, has run out.',
  },
  DOC_UNSUPPORTED: {
    user: 'This kind of document is not accepted. Please use another one.',
    internal: 'The provider does not take this kind of document.',
  },
  DOC_DAMAGED: {
    user: 'The document is damaged or hard to read. Please use another one.',
    internal: 'The document is damaged or cannot be read.',
  },
  DOC_WRONG_TYPE: {
    user: 'This is not the document that was asked for. Please upload the right one.',
    internal: 'The document is of another kind than the one that was asked for.',
  },
  DOC_SCREENSHOT: {
    user: 'Please take a photo of the document itself, not a screenshot.',
    internal: 'The picture is a screenshot.',
  },
  DOC_PHOTOCOPY: {
    user: 'Please take a photo in colour of the document itself, not of a copy.',
    internal: 'The picture is black and white, or of a copy.',
  },
  DOC_DIGITAL: {
    user: 'Please take a photo of the document itself, not of a screen.',
    internal: 'The picture is of a screen.',
  },
  DOC_TAMPERED: { user: null, internal: 'The document seems to have been altered.' },
  DOC_FORGED: { user: null, internal: 'The document or number seems to be forged.' },
  DOC_COMPROMISED: { user: null, internal: 'The document is known to be compromised.' },
  FACE_MISMATCH: {
    user: 'The two faces could not be matched. Please use clear pictures of your face.',
    internal: 'The faces do not match, or not well enough.',
  },
  FACE_NOT_VISIBLE: {
    user: 'Your face cannot be seen well. Please take a new picture.',
    internal: 'No face was found in the picture.',
  },
  FACE_MULTIPLE: {
    user: 'There is more than one face in the picture. Please be alone in it.',
    internal: 'The picture shows more than one face.',
  },
  LIVENESS_FAILED: {
    user: 'The live check did not succeed. Please take a new picture of yourself in good light.',
    internal: 'The face was not found to be live, or not clearly enough.',
  },
  LIVENESS_SPOOF: {
    user: 'The live check did not succeed. Please take a new picture of yourself in good light.',
    internal: 'The picture seems to be of a picture, screen or mask.',
  },
  NAME_MISMATCH: {
    user: 'The name differs from the one on record. Please check how it is spelt.',
    internal: 'The name that was given differs from the one on record.',
  },
  DOB_MISMATCH: {
    user: 'The date of birth differs from the one on record. Please check it.',
    internal: 'The date of birth that was given differs from the one on record.',
  },
  ADDRESS_MISMATCH: {
    user: 'The address differs from the one on record. Please check it.',
    internal: 'The address that was given differs from the one on record.',
  },
  ID_NUMBER_MISMATCH: {
    user: 'The number differs from the one on record. Please check it.',
    internal: 'The number that was given differs from the one in the answer.',
  },
  REGISTRY_NOT_FOUND: {
    user: 'No record was found for what was entered. Please check it.',
    internal: 'The registry or bank knows no such record.',
  },
  REGISTRY_INACTIVE: {
    user: 'The record that was found is not active. Please use another one or contact us.',
    internal: 'The record is not, or not fully, in force.',
  },
  REGISTRY_UNAVAILABLE: {
    user: 'The registry cannot be reached at the moment. Please try again later.',
    internal: 'The registry or bank behind the provider did not answer.',
  },
  ID_FORMAT_INVALID: {
    user: 'What was entered does not have the right form. Please check it.',
    internal: 'The provider calls the form of the number wrong.',
  },
  HOLDER_DECEASED: { user: NEUTRAL, internal: 'The record says that its holder has died.' },
  SANCTIONS_HIT: { user: null, internal: 'A possible match on a sanctions list.' },
  PEP_HIT: { user: null, internal: 'A possible match on a list of politically exposed persons.' },
  ADVERSE_MEDIA_HIT: { user: null, internal: 'A possible match in adverse media.' },
  WATCHLIST_HIT: { user: null, internal: 'A possible match on a watch list or fraud list.' },
  AGE_TOO_LOW: {
    user: 'You are not old enough for this service.',
    internal: 'The person is younger than the policy allows.',
  },
  REGION_NOT_ALLOWED: {
    user: 'This service is not offered where you are.',
    internal: 'The policy does not allow the country or region.',
  },
  DUPLICATE: { user: NEUTRAL, internal: 'The same person or document is known already.' },
  VELOCITY: { user: NEUTRAL, internal: 'Too many checks in a short time.' },
  BLOCKLISTED: { user: NEUTRAL, internal: 'The person, document or number is on a block list.' },
  ATTEMPTS_EXCEEDED: {
    user: 'There were too many attempts. Please contact us.',
    internal: 'All attempts have been used.',
  },
  PROVIDER_ERROR: {
    user: 'Something went wrong on our side. Please try again later.',
    internal: 'The provider failed.',
  },
  TIMEOUT: {
    user: 'The check took too long. Please try again later.',
    internal: 'The provider did not answer in time.',
  },
  CONSENT_MISSING: {
    user: 'Your consent is needed for this check.',
    internal: 'The person has not agreed, or has declined at the provider.',
  },
  CONSENT_REVOKED: {
    user: 'You have withdrawn your consent for this check.',
    internal: 'The person has withdrawn the consent.',
  },
  USER_ABANDONED: {
    user: 'The check was not finished in time. Please start it again.',
    internal: 'The person did not finish in time.',
  },
  OTHER: {
    user: 'The check could not be completed. Please check what was entered or contact us.',
    internal: 'None of the other reasons; see the label of the provider and what was compared.',
  },
};

/** What a frontend may show to the person; null where showing anything would be tipping off. */
export function userMessageOf(code: ReasonCode): string | null {
  return isHiddenFromSubject({ code }) ? null : TEXTS[code].user;
}

/** What the code stands for. Staff only. */
export function internalMessageOf(code: ReasonCode): string {
  return TEXTS[code].internal;
}
