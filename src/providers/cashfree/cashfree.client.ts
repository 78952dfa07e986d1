import { constants, publicEncrypt } from 'node:crypto';
import type { CallContext } from '../../domain/provider/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { Transport } from '../../transport/transport.js';
import type { TransportRequest, TransportResponse } from '../../transport/transport-request.js';
import { ContractError } from '../json-reader.js';
import { badResponse } from '../provider-errors.js';
import {
  type CashfreeBankAccount,
  type CashfreeBankRefusal,
  type CashfreeGstin,
  type CashfreeLiveness,
  type CashfreeNameMatch,
  type CashfreePan,
  parseBankAccountAnswer,
  parseGstinAnswer,
  parseLivenessAnswer,
  parseNameMatchAnswer,
  parsePanAnswer,
  readError,
} from './cashfree.contract.js';
import { refusal, toProviderError } from './cashfree.errors.client.js';

const ID = 'cashfree';

/** Where the documentation leaves a choice, and the credentials. */
export interface CashfreeClientOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** `YYYY-MM-DD`. */
  readonly apiVersion: string;
  /** PEM; when set every call is signed, as production demands from addresses that are not on its list. */
  readonly signaturePublicKey: string | undefined;
  readonly livenessApi: 'face-liveness' | 'liveliness';
  readonly gstinNameField: 'business_name' | 'businessName';
  /** Whether `POST /pan` is told the `verification_id`: its reference does not list one, their notes send it. */
  readonly panTakesVerificationId: boolean;
}

/** 422 codes of a bank check that speak of the account or the bank, not of the request. Their spelling. */
const BANK_REFUSALS: ReadonlySet<string> = new Set([
  'fraud_account',
  'invalid_account_fail',
  'account_blocked',
  'invalid_ifsc_fail',
  'nre_account_fail',
  'verification_already_under_process',
  'failed_at_bank',
  'npci_unavailable',
  'connection_timeout',
  'source_bank_declined',
  'bene_bank_declined',
  'imps_mode_fail',
  'benficiary_bank_offline',
  'beneficiary_bank_offline',
]);

const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/jpg', 'image/png']);
/** Well inside the five minutes that a signature lives. */
const SIGNATURE_REUSE_MS = 2 * 60 * 1000;
const REFERENCE = /^[A-Za-z0-9_-]{1,64}$/;

type Call = Pick<TransportRequest, 'operation' | 'method' | 'path' | 'query' | 'body' | 'kind'>;

/** One method per endpoint of the verification suite. Every POST is paid, so it is a command and is sent once. */
export class CashfreeClient {
  private signed: { readonly value: string; readonly madeAtMs: number } | null = null;

  constructor(
    private readonly transport: Transport,
    private readonly options: CashfreeClientOptions,
  ) {}

  /** `POST /pan` */
  postPan(
    input: { readonly checkId: string; readonly pan: string; readonly name: string | null },
    context: CallContext,
  ): Promise<CashfreePan> {
    const verificationId = this.options.panTakesVerificationId ? { verification_id: input.checkId } : {};
    const value = { pan: input.pan, ...optional('name', input.name), ...verificationId };
    return this.ask(command('verifyPan', '/pan', value), context, parsePanAnswer);
  }

  /** `GET /pan/{reference_id}` */
  async getPan(referenceId: string, context: CallContext): Promise<CashfreePan> {
    return this.ask(read('getPanCheck', `/pan/${checkedReference(referenceId)}`), context, parsePanAnswer);
  }

  /** `POST /bank-account/sync` */
  postBankAccount(
    input: {
      readonly accountNumber: string;
      readonly ifsc: string;
      readonly name: string | null;
      readonly phone: string | null;
    },
    context: CallContext,
  ): Promise<CashfreeBankAccount | CashfreeBankRefusal> {
    const digits = input.phone?.replace(/\D/g, '') ?? null;
    const value = {
      bank_account: input.accountNumber,
      ifsc: input.ifsc,
      ...optional('name', input.name),
      ...optional('phone', digits),
    };
    return this.askBank(command('verifyBankAccount', '/bank-account/sync', value), context);
  }

  /** A bank check of either kind: some of its 422 answers are findings, not refusals. */
  async askBank(call: Call, context: CallContext): Promise<CashfreeBankAccount | CashfreeBankRefusal> {
    const response = await this.send(call, context);
    const error = readError(response.body);
    if (response.status === 422 && error !== null && BANK_REFUSALS.has(error.code)) return error;
    return understood(call, response, parseBankAccountAnswer);
  }

  /** `GET /bank-account?reference_id=` */
  async getBankAccount(referenceId: string, context: CallContext): Promise<CashfreeBankAccount> {
    const call = read('getBankAccountCheck', '/bank-account', { reference_id: checkedReference(referenceId) });
    return this.ask(call, context, parseBankAccountAnswer);
  }

  /** `POST /gstin` */
  postGstin(
    input: { readonly gstin: string; readonly businessName: string | null },
    context: CallContext,
  ): Promise<CashfreeGstin> {
    const value = { GSTIN: input.gstin, ...optional(this.options.gstinNameField, input.businessName) };
    return this.ask(command('verifyGstin', '/gstin', value), context, parseGstinAnswer);
  }

  /** `POST /name-match` */
  postNameMatch(
    input: { readonly checkId: string; readonly name: string; readonly otherName: string },
    context: CallContext,
  ): Promise<CashfreeNameMatch> {
    const value = { verification_id: input.checkId, name_1: input.name, name_2: input.otherName };
    return this.ask(command('matchNames', '/name-match', value), context, parseNameMatchAnswer);
  }

  /** `POST /face-liveness` or `/liveliness`: multipart, JPEG or PNG up to 10 MB. Other types are refused unsent. */
  async postLiveness(
    input: {
      readonly checkId: string;
      readonly filename: string;
      readonly contentType: string;
      readonly bytes: Uint8Array;
    },
    context: CallContext,
  ): Promise<CashfreeLiveness> {
    const contentType = input.contentType.toLowerCase();
    if (!IMAGE_TYPES.has(contentType)) {
      throw new ProviderError({ providerId: ID, code: 'PROVIDER_REJECTED', retryable: false, field: 'image' });
    }
    const call: Call = {
      operation: 'checkLiveness',
      method: 'POST',
      path: `/${this.options.livenessApi}`,
      kind: 'command',
      body: {
        type: 'multipart',
        fields: { verification_id: input.checkId },
        files: [{ field: 'image', filename: input.filename, contentType, bytes: input.bytes }],
      },
    };
    return this.ask(call, context, parseLivenessAnswer);
  }

  /** Sends the call and reads its answer; the other endpoints of the suite go through here as well. */
  async ask<T>(call: Call, context: CallContext, parse: (body: unknown) => T): Promise<T> {
    return understood(call, await this.send(call, context), parse);
  }

  private async send(call: Call, context: CallContext): Promise<TransportResponse> {
    try {
      return await this.transport.send({
        ...call,
        headers: this.headers(),
        principal: context.principal,
        signal: context.signal,
      });
    } catch (error) {
      throw toProviderError(error);
    }
  }

  private headers(): Record<string, string> {
    const { clientId, clientSecret, apiVersion, signaturePublicKey } = this.options;
    const headers: Record<string, string> = {
      'x-client-id': clientId,
      'x-client-secret': clientSecret,
      'x-api-version': apiVersion,
    };
    if (signaturePublicKey !== undefined) headers['x-cf-signature'] = this.signature(signaturePublicKey);
    return headers;
  }

  /** Kept for a while: no two are alike, and identical reads must stay identical to share one call. */
  private signature(publicKey: string): string {
    const now = Date.now();
    if (this.signed === null || Math.abs(now - this.signed.madeAtMs) > SIGNATURE_REUSE_MS) {
      this.signed = { value: sign(this.options.clientId, publicKey, now), madeAtMs: now };
    }
    return this.signed.value;
  }
}

/** Base64 of the RSA-OAEP (SHA-1) encryption of `<clientId>.<unix seconds>`; they accept it for five minutes. */
function sign(clientId: string, publicKey: string, nowMs: number): string {
  const text = `${clientId}.${Math.floor(nowMs / 1000)}`;
  const key = { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
  return publicEncrypt(key, Buffer.from(text)).toString('base64');
}

function understood<T>(call: Call, response: TransportResponse, parse: (body: unknown) => T): T {
  if (response.status >= 400 || readError(response.body) !== null) throw refusal(call, response.status, response.body);
  try {
    return parse(response.body);
  } catch (error) {
    if (error instanceof ContractError) throw badResponse(ID, call.kind);
    throw error;
  }
}

export function command(operation: string, path: string, value: unknown): Call {
  return { operation, method: 'POST', path, kind: 'command', body: { type: 'json', value } };
}

export function read(operation: string, path: string, query?: Record<string, string>): Call {
  return { operation, method: 'GET', path, query, kind: 'read' };
}

export function optional(key: string, value: string | null): Record<string, string> {
  return value === null || value.trim() === '' ? {} : { [key]: value };
}

/** Their references are numbers; anything else cannot be one of theirs and is not sent. */
export function checkedReference(referenceId: string): string {
  if (!REFERENCE.test(referenceId)) {
    throw new ProviderError({ providerId: ID, code: 'PROVIDER_NOT_FOUND', retryable: false, field: 'referenceId' });
  }
  return referenceId;
}
