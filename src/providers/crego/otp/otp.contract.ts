import {
  asObject,
  optionalBoolean,
  optionalNumber,
  optionalObject,
  optionalString,
  requiredString,
} from '../../json-reader.js';

/** One-time passwords on the wire. What only one of Crego's contradicting pages shows is optional here. */

export type CregoOtpMode = 'sms' | 'email';
export type CregoOtpIdentifierKey = 'username' | 'value' | 'both';

/** `{message: text}` (reference page) or `{status, message: {status, message_id, status_code}}` (sample flow page). */
export interface CregoOtpSendAnswer {
  readonly status: boolean | null;
  readonly delivery: { readonly status: boolean | null; readonly status_code: number | null } | null;
}

/** `{access, refresh}` (sample flow page) or `{message}` (reference page). */
export interface CregoOtpVerifyAnswer {
  readonly status: boolean | null;
  readonly access: string | null;
  readonly refresh: string | null;
  readonly message: string | null;
}

/** Throws a `ContractError` when the answer has none of the documented keys. */
export function parseOtpSendAnswer(body: unknown): CregoOtpSendAnswer {
  const object = asObject(body);
  const delivery = optionalObject(object, 'message');
  // A status that is no yes and no no, e.g. "error", does not say that anything was sent.
  const status = object.status == null ? null : (optionalBoolean(object, 'status') ?? false);
  if (delivery === null && status === null) requiredString(object, 'message');
  if (delivery === null) return { status, delivery: null };
  return {
    status,
    delivery: { status: optionalBoolean(delivery, 'status'), status_code: optionalNumber(delivery, 'status_code') },
  };
}

/** Throws a `ContractError` when the answer has neither `access` nor `message` nor `status`. */
export function parseOtpVerifyAnswer(body: unknown): CregoOtpVerifyAnswer {
  const object = asObject(body);
  const access = optionalString(object, 'access');
  const status = optionalBoolean(object, 'status');
  const nested = optionalObject(object, 'message');
  if (access === null && status === null && nested === null) requiredString(object, 'message');
  return {
    status: status ?? (nested === null ? null : optionalBoolean(nested, 'status')),
    access,
    refresh: optionalString(object, 'refresh'),
    message: optionalString(object, 'message'),
  };
}
