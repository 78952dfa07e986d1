import { constants, publicEncrypt } from 'node:crypto';
import type { CheckFile } from '../../domain/check/kinds/check-file.js';
import type { CallContext } from '../../domain/kernel/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { Transport } from '../../transport/transport.js';
import type { TransportRequest, TransportResponse } from '../../transport/transport-request.js';
import { ContractError } from '../json-reader.js';
import { badResponse } from '../provider-errors.js';
import { type CashfreeError, readError } from './cashfree.contract.js';
import type { RefusedFields } from './cashfree.errors.client.js';
import { refusal, toProviderError } from './cashfree.errors.client.js';

const ID = 'cashfree';

/** The credentials, and how they are sent. */
export interface CashfreeClientOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** `YYYY-MM-DD`. */
  readonly apiVersion: string;
  /** PEM; when set every call is signed, as production demands from addresses that are not on its list. */
  readonly signaturePublicKey: string | undefined;
}

/** Well inside the five minutes that a signature lives. */
const SIGNATURE_REUSE_MS = 2 * 60 * 1000;
const REFERENCE = /^[A-Za-z0-9_-]{1,64}$/;

const IMAGE = /^image\/(jpe?g|png)$/;
const MAX_FILENAME = 50;

export type CashfreeCall = Pick<TransportRequest, 'operation' | 'method' | 'path' | 'query' | 'body' | 'kind'>;
/** A call without its address. */
export type Payload = Pick<CashfreeCall, 'method' | 'query' | 'body' | 'kind'>;

/** How an answer is understood. */
export interface Expected<T> {
  readonly parse: (body: unknown) => T;
  readonly fields: RefusedFields;
  /** What an error says of the thing that was checked; null where it is a refusal of the request. */
  readonly told: (error: CashfreeError, status: number) => T | null;
}

/** Carries every call: credentials, signature, errors. Every POST is paid, so it is a command and is sent once. */
export class CashfreeClient {
  private signed: { readonly value: string; readonly madeAtMs: number } | null = null;

  constructor(
    private readonly transport: Transport,
    private readonly options: CashfreeClientOptions,
  ) {}

  /** Sends the call and reads its answer. */
  async ask<T>(call: CashfreeCall, context: CallContext, expected: Expected<T>): Promise<T> {
    return understood(call, await this.send(call, context), expected);
  }

  private async send(call: CashfreeCall, context: CallContext): Promise<TransportResponse> {
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

function understood<T>(call: CashfreeCall, { status, body }: TransportResponse, expected: Expected<T>): T {
  const error = readError(body);
  const told = error === null ? null : expected.told(error, status);
  if (told !== null) return told;
  if (status >= 400 || error !== null) throw refusal(call.kind, expected.fields, status, body);
  try {
    return expected.parse(body);
  } catch (failure) {
    if (failure instanceof ContractError) throw badResponse(ID, call.kind);
    throw failure;
  }
}

export function json(value: Readonly<Record<string, unknown>>): Payload {
  return { method: 'POST', kind: 'command', body: { type: 'json', value } };
}

export function form(fields: Record<string, string>, ...files: SentFile[]): Payload {
  return { method: 'POST', kind: 'command', body: { type: 'multipart', fields, files } };
}

/** Free of charge. */
export function query(values: Record<string, string>): Payload {
  return { method: 'GET', kind: 'read', query: values };
}

export function read(operation: string, path: string, values?: Record<string, string>): CashfreeCall {
  return { operation, method: 'GET', path, query: values, kind: 'read' };
}

interface SentFile {
  readonly field: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A file of a type that they do not take is refused unsent. `ours`: what it is called in faults. */
export function file(
  field: string,
  ours: string,
  { filename, contentType, bytes }: CheckFile,
  accepted = IMAGE,
): SentFile {
  const type = contentType.toLowerCase();
  if (!accepted.test(type)) {
    throw new ProviderError({ providerId: ID, code: 'PROVIDER_REJECTED', retryable: false, field: ours });
  }
  return { field, filename: shortName(filename), contentType: type, bytes };
}

/** They refuse longer names and other characters. */
function shortName(filename: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/s.exec(filename) ?? [];
  return `${stem.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, MAX_FILENAME - extension.length)}${extension}`;
}

export function digits(phone: string | null): string | null {
  return phone === null ? null : phone.replace(/\D/g, '');
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
