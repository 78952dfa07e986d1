import type { CheckFile } from '../../domain/check/kinds/check-file.js';
import type { CheckInputs } from '../../domain/check/kinds/check-kinds.js';
import type { DigilockerDocument } from '../../domain/check/kinds/digilocker.js';
import type { LinkChannel } from '../../domain/check/kinds/kyc-link.js';
import type { CallContext } from '../../domain/kernel/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import { type CashfreeClient, checkedReference, command, optional, read } from './cashfree.client.js';
import type { CashfreeBankAccount, CashfreeBankRefusal } from './cashfree.contract.js';
import { fieldOf } from './cashfree.fields.client.js';
import {
  type CashfreeAnswer,
  parseAnswer,
  parseBegun,
  parseDigilockerDocument,
  parseDocumentId,
  SUITE_PATHS,
} from './cashfree.suite.contract.js';

const ID = 'cashfree';

/** Where their texts leave a choice. */
export interface CashfreeSuiteOptions {
  /** Path of the UPI check, e.g. `/upi`. */
  readonly upiPath: string;
  /** Name of the field that tells a DigiLocker sign-in from a sign-up. */
  readonly digilockerFlowField: string;
  /** 0 to 1 as text; unset: theirs. */
  readonly faceMatchThreshold: string | undefined;
}

type WithId<C extends keyof CheckInputs> = CheckInputs[C] & { readonly checkId: string };
type JsonProduct = keyof typeof SUITE_PATHS;

const DOCUMENT_WORDS: Readonly<Record<DigilockerDocument, string>> = {
  AADHAAR: 'AADHAAR',
  PAN: 'PAN',
  DRIVING_LICENCE: 'DRIVING_LICENSE',
};
const CHANNEL_WORDS: Readonly<Record<LinkChannel, string>> = { SMS: 'sms', EMAIL: 'email', WHATSAPP: 'whatsapp' };
const IMAGES = /^image\/(jpe?g|png)$/;
const MAX_FILENAME = 50;
const FILES = /^(image\/(jpe?g|png)|application\/pdf)$/;

/** The endpoints of the suite beyond the registry, bank, name and face checks of `CashfreeClient`, which carries them. */
export class CashfreeSuiteClient {
  constructor(
    private readonly client: CashfreeClient,
    private readonly options: CashfreeSuiteOptions,
  ) {}

  /** `POST` of a product that is one JSON request. */
  postProduct(product: JsonProduct, value: Readonly<Record<string, unknown>>, context: CallContext) {
    return this.client.ask(command(`post ${product}`, SUITE_PATHS[product], value), context, parseAnswer);
  }

  postUpi({ checkId, vpa, name }: WithId<'UPI'>, context: CallContext): Promise<CashfreeAnswer> {
    const value = { verification_id: checkId, vpa, ...optional('name', name) };
    return this.client.ask(command('verifyUpi', this.options.upiPath, value), context, parseAnswer);
  }

  /** `POST /bank-account/async` */
  postBankAccountAsync(
    input: WithId<'BANK_ACCOUNT_ASYNC'>,
    context: CallContext,
  ): Promise<CashfreeBankAccount | CashfreeBankRefusal> {
    const value = {
      bank_account: input.accountNumber,
      ifsc: input.ifsc,
      ...optional('name', input.name),
      ...optional('phone', digits(input.phone)),
      // Letters, digits and underscores only, at most forty.
      user_id: input.checkId.replace(/[^A-Za-z0-9_]/g, '').slice(-40),
    };
    return this.client.askBank(command('verifyBankAccountAsync', '/bank-account/async', value), context);
  }

  /** `GET /bank-account?reference_id=` */
  getBankAccountAsync(referenceId: string, context: CallContext): Promise<CashfreeBankAccount> {
    return this.client.getBankAccount(referenceId, context);
  }

  /** `POST /face-match` */
  async postFaceMatch({ checkId, first, second }: WithId<'FACE_MATCH'>, context: CallContext) {
    const files = [file('first_image', first, IMAGES), file('second_image', second, IMAGES)];
    const fields = { verification_id: checkId, ...optional('threshold', this.options.faceMatchThreshold ?? null) };
    return this.client.ask(upload('matchFaces', '/face-match', fields, files), context, parseAnswer);
  }

  /** `POST /offline-aadhaar/otp`. They keep no id of ours here. */
  postAadhaarOtp({ aadhaarNumber }: WithId<'AADHAAR_OTP'>, context: CallContext): Promise<CashfreeAnswer> {
    const call = command('requestAadhaarOtp', '/offline-aadhaar/otp', { aadhaar_number: aadhaarNumber });
    return this.client.ask(call, context, parseAnswer);
  }

  /** `POST /offline-aadhaar/verify` */
  postAadhaarCode(input: { readonly referenceId: string; readonly code: string }, context: CallContext) {
    const value = { otp: input.code, ref_id: checkedReference(input.referenceId) };
    return this.client.ask(command('verifyAadhaarOtp', '/offline-aadhaar/verify', value), context, parseAnswer);
  }

  /** `POST /digilocker` */
  postDigilocker({ checkId, documents, redirectUrl, flow }: WithId<'DIGILOCKER'>, context: CallContext) {
    const value = {
      verification_id: checkId,
      document_requested: documents.map((document) => DOCUMENT_WORDS[document]),
      ...optional('redirect_url', redirectUrl),
      [this.options.digilockerFlowField]: flow === 'SIGN_IN' ? 'signin' : 'signup',
    };
    return this.client.ask(command('startDigilocker', '/digilocker', value), context, parseAnswer);
  }

  /** `GET /digilocker?reference_id=` */
  async getDigilocker(referenceId: string, context: CallContext): Promise<CashfreeAnswer> {
    const call = read('getDigilocker', '/digilocker', { reference_id: checkedReference(referenceId) });
    return this.client.ask(call, context, parseAnswer);
  }

  /** `GET /digilocker/document/{type}?reference_id=`; a 202 `validation_pending` is a `ProviderError` with that code. */
  async getDigilockerDocument(referenceId: string, document: DigilockerDocument, context: CallContext) {
    const path = `/digilocker/document/${DOCUMENT_WORDS[document]}`;
    const call = read('fetchDigilockerDocument', path, { reference_id: checkedReference(referenceId) });
    return this.client.ask(call, context, parseDigilockerDocument);
  }

  /** `POST /form` */
  postForm(input: WithId<'KYC_LINK'>, context: CallContext): Promise<CashfreeAnswer> {
    const value = {
      verification_id: input.checkId,
      phone: digits(input.phone)?.slice(-10),
      template_name: input.templateName,
      ...optional('name', input.name),
      ...optional('email', input.email),
      ...optional('link_expiry', input.expiresOn),
      ...(input.notifyBy.length === 0 ? {} : { notification_types: input.notifyBy.map((word) => CHANNEL_WORDS[word]) }),
    };
    return this.client.ask(command('createKycLink', '/form', value), context, parseForm);
  }

  /** `GET /form?referenceID=`: camelCase only here. */
  async getForm(referenceId: string, context: CallContext): Promise<CashfreeAnswer> {
    const call = read('getKycLink', '/form', { referenceID: checkedReference(referenceId) });
    return this.client.ask(call, context, parseForm);
  }

  /** `POST /esignature/document`, then `POST /esignature` with one signer at the foot of the first page. */
  async postESign(input: WithId<'E_SIGN'>, context: CallContext): Promise<CashfreeAnswer> {
    const files = [file('document', input.file, /^application\/pdf$/)];
    const uploaded = upload('uploadESignDocument', '/esignature/document', {}, files);
    const documentId = await this.client.ask(uploaded, context, parseDocumentId);
    const position = { top_left_x_coordinate: 400, bottom_right_x_coordinate: 550 };
    const signer = {
      name: input.signerName,
      email: input.signerEmail,
      ...optional('phone', digits(input.signerPhone)?.slice(-10) ?? null),
      sequence: 1,
      sign_positions: [{ page: 1, ...position, top_left_y_coordinate: 100, bottom_right_y_coordinate: 50 }],
    };
    const value = {
      verification_id: input.checkId,
      document_id: Number(documentId),
      notification_modes: ['email'],
      auth_type: 'AADHAAR',
      expiry_in_days: String(input.expiresInDays),
      signers: [signer],
      ...optional('redirect_url', input.redirectUrl),
    };
    return this.client.ask(command('startESign', '/esignature', value), context, parseBegun);
  }

  /** `GET /esignature?reference_id=` */
  async getESign(referenceId: string, context: CallContext): Promise<CashfreeAnswer> {
    const call = read('getESign', '/esignature', { reference_id: checkedReference(referenceId) });
    return this.client.ask(call, context, parseAnswer);
  }

  /** `POST /reverse-penny-drop`: its answer has links and no status. */
  postReversePennyDrop({ checkId, name }: WithId<'REVERSE_PENNY_DROP'>, context: CallContext) {
    const call = command('startReversePennyDrop', '/reverse-penny-drop', {
      verification_id: checkId,
      ...optional('name', name),
    });
    return this.client.ask(call, context, parseBegun);
  }

  /** `GET /remitter/status?ref_id=` */
  async getReversePennyDrop(referenceId: string, context: CallContext): Promise<CashfreeAnswer> {
    const call = read('getReversePennyDrop', '/remitter/status', { ref_id: checkedReference(referenceId) });
    return this.client.ask(call, context, parseAnswer);
  }

  /** `POST /bharat-ocr` (Smart OCR). */
  async postOcr(input: WithId<'DOCUMENT_OCR'>, context: CallContext): Promise<CashfreeAnswer> {
    const fields = { verification_id: input.checkId, document_type: input.kind, do_verification: 'false' };
    const call = upload('readDocument', '/bharat-ocr', fields, [file('file', input.file, FILES)]);
    return this.client.ask(call, context, parseAnswer);
  }

  /** `POST /aadhaar-masking`; the masked image lies behind `image_link`. */
  async postAadhaarMasking(input: WithId<'AADHAAR_MASKING'>, context: CallContext): Promise<CashfreeAnswer> {
    const fields = { verification_id: input.checkId };
    const call = upload('maskAadhaar', '/aadhaar-masking', fields, [file('image', input.file, IMAGES)]);
    return this.client.ask(call, context, parseAnswer);
  }
}

export function parseForm(body: unknown): CashfreeAnswer {
  return parseAnswer(body, 'form_status');
}

function digits(phone: string | null): string | null {
  return phone === null ? null : phone.replace(/\D/g, '');
}

function upload(
  operation: string,
  path: string,
  fields: Record<string, string>,
  files: readonly ReturnType<typeof file>[],
) {
  const body = { type: 'multipart' as const, fields, files: [...files] };
  return { operation, method: 'POST' as const, path, kind: 'command' as const, body };
}

/** A file of a type that they do not take is refused unsent. */
function file(field: string, { filename, contentType, bytes }: CheckFile, accepted: RegExp) {
  const type = contentType.toLowerCase();
  if (!accepted.test(type)) {
    const ours = field === 'image' ? 'documentId' : fieldOf(field);
    throw new ProviderError({ providerId: ID, code: 'PROVIDER_REJECTED', retryable: false, field: ours });
  }
  return { field, filename: shortName(filename), contentType: type, bytes };
}

/** They refuse longer names and other characters. */
function shortName(filename: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/s.exec(filename) ?? [];
  return `${stem.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, MAX_FILENAME - extension.length)}${extension}`;
}
