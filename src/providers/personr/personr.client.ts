import type { CallContext } from '../../domain/kernel/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { Transport } from '../../transport/transport.js';
import type { TransportBody, TransportResponse } from '../../transport/transport-request.js';
import { ContractError } from '../json-reader.js';
import { badResponse, fromStatus, withProviderErrors } from '../provider-errors.js';
import { type PersonrAml, parseAml } from './personr.aml.contract.js';
import {
  PERSONR_PATHS,
  type PersonrCreated,
  type PersonrDetails,
  type PersonrDocumentRequest,
  type PersonrForm,
  type PersonrStatus,
  type PersonrUploaded,
  parseCheckRequested,
  parseCreated,
  parseDetails,
  parseStatus,
  parseUploaded,
  readProblem,
  saysFailure,
} from './personr.contract.js';
import { linkForm, type PersonrLink, type PersonrLinkKey, parseLink } from './personr.link.contract.js';
import { toField } from './personr.mapping.js';
import type { PersonrTokens } from './personr.token.client.js';

/** One call: everything is a POST, reads included. */
interface Call<T> {
  readonly operation: string;
  readonly path: string;
  readonly kind: 'read' | 'command';
  readonly body: TransportBody;
  readonly parse: (body: unknown) => T;
}

/** Personr's endpoints. Every method throws a `ProviderError` when there is no usable answer. */
export class PersonrClient {
  constructor(
    private readonly providerId: string,
    private readonly transport: Transport,
    private readonly tokens: PersonrTokens,
  ) {}

  createApplicant(form: PersonrForm, context: CallContext): Promise<PersonrCreated> {
    return this.call(
      {
        operation: 'createApplicant',
        path: PERSONR_PATHS.applicantCreate,
        kind: 'command',
        body: { type: 'multipart', fields: form },
        parse: parseCreated,
      },
      context,
    );
  }

  getStatus(applicantId: string, context: CallContext): Promise<PersonrStatus> {
    return this.call(
      {
        operation: 'getApplicantStatus',
        path: PERSONR_PATHS.applicantStatus,
        kind: 'read',
        body: { type: 'multipart', fields: { applicantId } },
        parse: parseStatus,
      },
      context,
    );
  }

  getDetails(applicantId: string, context: CallContext): Promise<PersonrDetails> {
    return this.call(
      {
        operation: 'getApplicantDetails',
        path: PERSONR_PATHS.applicantDetails,
        kind: 'read',
        body: { type: 'multipart', fields: { applicantId } },
        parse: parseDetails,
      },
      context,
    );
  }

  /** The manual's header table says multipart, all of its examples are JSON. */
  uploadDocument(document: PersonrDocumentRequest, context: CallContext): Promise<PersonrUploaded> {
    return this.call(
      {
        operation: 'uploadDocument',
        path: PERSONR_PATHS.documentUpload,
        kind: 'command',
        body: { type: 'json', value: document },
        parse: (body) => parseUploaded(body, document.applicantId),
      },
      context,
    );
  }

  requestCheck(applicantId: string, context: CallContext): Promise<void> {
    return this.call(
      {
        operation: 'requestCheck',
        path: PERSONR_PATHS.requestCheck,
        kind: 'command',
        body: { type: 'multipart', fields: { applicantId } },
        parse: parseCheckRequested,
      },
      context,
    );
  }

  createLink(applicantId: string, key: PersonrLinkKey, context: CallContext): Promise<PersonrLink> {
    return this.call(
      {
        operation: 'createVerificationLink',
        path: PERSONR_PATHS.linkCreate,
        kind: 'command',
        body: { type: 'multipart', fields: linkForm(applicantId, key) },
        parse: parseLink,
      },
      context,
    );
  }

  getAml(applicantId: string, context: CallContext): Promise<PersonrAml> {
    return this.call(
      {
        operation: 'getAmlResults',
        path: PERSONR_PATHS.amlResults,
        kind: 'read',
        body: { type: 'multipart', fields: { applicantId } },
        parse: parseAml,
      },
      context,
    );
  }

  private async call<T>(call: Call<T>, context: CallContext): Promise<T> {
    const token = await this.tokens.current();
    let response = await this.send(call, token, context);
    if (response.status === 401) {
      // A refused call was not carried out, so sending a command once more with another token repeats nothing.
      const other = await this.tokens.replace(token);
      if (other !== null) response = await this.send(call, other, context);
    }
    if (response.status >= 400 || saysFailure(response.body)) throw this.refusal(call, response);
    try {
      return call.parse(response.body);
    } catch (error) {
      throw error instanceof ContractError ? badResponse(this.providerId, call.kind) : error;
    }
  }

  private send(call: Call<unknown>, token: string, context: CallContext): Promise<TransportResponse> {
    const request = {
      operation: call.operation,
      method: 'POST' as const,
      path: call.path,
      headers: { authorization: `Bearer ${token}` },
      body: call.body,
      kind: call.kind,
      principal: context.principal,
      signal: context.signal,
    };
    return withProviderErrors(
      this.providerId,
      () => this.transport.send(request),
      (body) => readProblem(body).code,
    );
  }

  /** A 4xx, or a failure under HTTP 200: then the status in the body counts. */
  private refusal({ kind }: Call<unknown>, { status: httpStatus, body }: TransportResponse): ProviderError {
    const { statusCode, code: providerCode, missingRecord, parameter, noAttemptsLeft } = readProblem(body);
    const { providerId } = this;
    const status = httpStatus >= 400 ? httpStatus : (statusCode ?? 400);
    if (status >= 500) {
      return new ProviderError({
        providerId,
        code: 'PROVIDER_ERROR',
        retryable: kind === 'read',
        outcomeUnknown: kind === 'command',
        providerCode,
      });
    }
    if (status === 429)
      return new ProviderError({ providerId, code: 'PROVIDER_RATE_LIMITED', retryable: true, providerCode });
    const field = toField(parameter);
    const missing = missingRecord && field === undefined;
    return fromStatus(providerId, missing ? 404 : status, {
      providerCode,
      field,
      reason: noAttemptsLeft ? 'ATTEMPTS_EXCEEDED' : undefined,
    });
  }
}
