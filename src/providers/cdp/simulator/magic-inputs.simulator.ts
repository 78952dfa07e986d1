import type { FastifyReply } from 'fastify';
import type { MagicInput } from '../../simulator/simulator-kit.js';

interface Scripted {
  readonly status: number;
  /** Text is sent as it is, under the JSON content type. */
  readonly body: object | string;
  readonly effect: string;
}

/** The look-up's failure envelope: camelCase, and always under HTTP 200. */
export function failure(statusCode: number, errorCode: number | undefined, message: string): object {
  return { status: 'failure', statusCode, ...(errorCode === undefined ? {} : { errorCode }), message };
}

const MALFORMED: Scripted = {
  status: 200,
  body: '{"status":"success","statusCode":200,"data":{"ecrn":',
  effect: 'malformed JSON',
};
const ERROR_500: Scripted = { status: 500, body: failure(500, undefined, 'Internal Server Error'), effect: 'HTTP 500' };
const UNKNOWN_CODE = failure(417, 45999, 'Customer is in a new state');

/** By id number. */
export const MAGIC_LOOKUPS: Readonly<Record<string, Scripted>> = {
  NOTFOUND: { status: 200, body: failure(404, 45001, 'Customer not found'), effect: 'not found' },
  SNAKECASE: {
    status: 200,
    body: { status: 'failure', status_code: 404, error_code: 45001, message: 'Customer not found' },
    effect: 'not found, in the snake_case spelling',
  },
  PENDING: { status: 200, body: failure(404, 45003, 'Customer not Subscribed'), effect: 'subscription pending' },
  COMPLIANCE: {
    status: 200,
    body: failure(406, undefined, 'Customer is under Compliance Investigation'),
    effect: 'under compliance investigation, told by the message alone',
  },
  COMPLIANCE406: {
    status: 406,
    body: {
      status: 'failure',
      status_code: 406,
      error_code: 45013,
      message: 'Customer 8899000013 is under investigation',
    },
    effect: 'under compliance investigation, HTTP 406 with a code',
  },
  BLOCKED: { status: 200, body: failure(406, undefined, 'Blocked Customer'), effect: 'blocked' },
  BADREQUEST: { status: 200, body: failure(400, 40001, 'Invalid format input'), effect: 'bad request, newer revision' },
  BADREQUESTOLD: {
    status: 200,
    body: failure(400, 45005, 'Invalid Lookup request'),
    effect: 'bad request, older revision',
  },
  SEARCHERROR: {
    status: 200,
    body: failure(500, 45006, 'Error while searching customer'),
    effect: 'server error under HTTP 200',
  },
  SEARCHERROROLD: {
    status: 200,
    body: failure(404, 45006, 'Error while searching customer'),
    effect: 'server error under HTTP 200, older revision (statusCode 404)',
  },
  UNKNOWNCODE: { status: 200, body: UNKNOWN_CODE, effect: 'an error code that nobody has documented' },
  ERROR500: ERROR_500,
  MALFORMED,
};

/** By the number of the first identity document. */
export const MAGIC_ONBOARDINGS: Readonly<Record<string, Scripted>> = {
  COMPLIANCE: {
    status: 406,
    body: {
      status: 'failure',
      status_code: 406,
      error_code: 45013,
      message: 'Customer 8899000013 is under compliance investigation',
    },
    effect: 'HTTP 406, under compliance investigation',
  },
  BLOCKED: {
    status: 406,
    body: { status: 'failure', status_code: 406, message: 'Customer 8899000014 is blocked' },
    effect: 'HTTP 406, blocked, told by the message alone',
  },
  BADMASTERDATA: {
    status: 400,
    body: { status: 'failure', status_code: 400, message: 'Invalid master data: occupation_id not found' },
    effect: 'HTTP 400, invalid master data',
  },
  MISSINGFIELD: {
    status: 400,
    body: { status: 'failure', status_code: 400, message: 'Mandatory field missing: occupation_id' },
    effect: 'HTTP 400, mandatory field missing',
  },
  PENDING: {
    status: 200,
    body: { status: 'failure', status_code: 404, error_code: 45003, message: 'Customer not Subscribed' },
    effect: 'not subscribed, under HTTP 200 (assumed: documented for the look-up)',
  },
  UPDATEFAILURE: {
    status: 400,
    body: { status: 'failure', status_code: 400, message: 'Customer Updation Failure' },
    effect: 'Customer Updation Failure (HTTP 400 is assumed)',
  },
  BADGATEWAY: {
    status: 502,
    body: { status: 'failure', status_code: 502, message: 'Internal Server Error' },
    effect: 'HTTP 502 with the JSON envelope; nothing was created',
  },
  UNKNOWNCODE: { status: 200, body: UNKNOWN_CODE, effect: 'an error code that nobody has documented' },
  ERROR500: ERROR_500,
  MALFORMED,
};

/** Customer numbers whose details answer as a magic id number does. */
export const MAGIC_CUSTOMER_NUMBERS: { readonly slow: string; readonly effects: Readonly<Record<string, string>> } = {
  slow: '8899000010',
  effects: {
    '8899000001': 'NOTFOUND',
    '8899000003': 'PENDING',
    '8899000005': 'UNKNOWNCODE',
    '8899000006': 'SEARCHERROR',
    '8899000007': 'ERROR500',
    '8899000008': 'MALFORMED',
  },
};

/** Id number whose AML investigation does not end well. */
export const AML_REJECTED = 'AMLREJECTED';

export const CDP_MAGIC_INPUTS: readonly MagicInput[] = [
  { operation: 'issueToken', input: 'username short-lived', effect: 'tokens that live 2 seconds' },
  { operation: 'findCustomer', input: 'idNumber SLOW', effect: 'answers after 3 seconds' },
  ...listed('findCustomer', MAGIC_LOOKUPS),
  { operation: 'onboardCustomer', input: 'idNumber SLOW', effect: 'creates the customer after 3 seconds' },
  {
    operation: 'onboardCustomer',
    input: 'idNumber LOST',
    effect: 'creates the customer, then HTTP 502 with HTML: found by a look-up',
  },
  {
    operation: 'onboardCustomer',
    input: 'politicallyExposed true',
    effect: 'AML scan status Under Investigation; after 60 seconds of simulator time Accepted, told by a callback',
  },
  {
    operation: 'onboardCustomer',
    input: `idNumber ${AML_REJECTED}`,
    effect: 'AML scan status Under Investigation; after 60 seconds of simulator time Rejected, told by a callback',
  },
  {
    operation: 'onboardCustomer',
    input: 'an idNumber that is known',
    effect: 'updates that customer, same number (assumed)',
  },
  ...listed('onboardCustomer', MAGIC_ONBOARDINGS),
  {
    operation: 'getCustomer',
    input: `customerNumber ${MAGIC_CUSTOMER_NUMBERS.slow}`,
    effect: 'not found, after 3 seconds',
  },
  ...Object.entries(MAGIC_CUSTOMER_NUMBERS.effects).map(([number, name]) => ({
    operation: 'getCustomer',
    input: `customerNumber ${number}`,
    effect: name === 'PENDING' ? 'not subscribed' : (MAGIC_LOOKUPS[name]?.effect ?? ''),
  })),
];

function listed(operation: string, table: Readonly<Record<string, Scripted>>): MagicInput[] {
  return Object.entries(table).map(([idNumber, { effect }]) => ({ operation, input: `idNumber ${idNumber}`, effect }));
}

/** Sends what the table holds for `key`; false when it holds nothing. */
export function answerMagic(
  table: Readonly<Record<string, Scripted>>,
  key: string | undefined,
  reply: FastifyReply,
): boolean {
  const scripted = key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
  if (scripted === undefined) return false;
  const text = typeof scripted.body === 'string' ? scripted.body : JSON.stringify(scripted.body);
  reply.code(scripted.status).type('application/json').send(text);
  return true;
}
