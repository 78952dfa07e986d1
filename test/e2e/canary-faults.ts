import type { Exchange, Fault } from '../support/fault-server.js';

/** Keys under which providers write to people, in their own words. */
const WORDS = /message|remark|reason|label|description|detail|note|error/i;

/** Keys under which they tell who somebody is. */
const NAMES = /name|address|line|street|city|comment|value|text/i;

/** Providers that put what they know about people where nobody expects it. */
export function canaryFaults(
  canaries: Readonly<Record<string, string>>,
  aadhaar: string,
): Readonly<Record<string, Fault>> {
  const all = Object.values(canaries).join(' ');
  const body = JSON.stringify({
    message: all,
    detail: all,
    error: { message: all, description: all },
    errors: [all],
    status: 'failure',
    statusCode: 400,
    code: all,
    type: 'validation_error',
  });
  const told = (value: unknown, key: string) => {
    if (typeof value !== 'string') return value;
    if (WORDS.test(key)) return `${value} ${all}`;
    return NAMES.test(key) ? `${value} ${aadhaar}` : value;
  };
  let failures = 0;
  return {
    'an answer with more than was asked for': async ({ response, forward }) => {
      const { status, contentType, body: real } = await forward();
      if (!contentType.includes('json')) return answer(response, status, contentType, real);
      const chatty = chattily(JSON.parse(real.toString('utf8')), all, told);
      return answer(response, status, contentType, JSON.stringify(chatty));
    },
    'a refusal that quotes everything': ({ response }) => answer(response, 422, 'application/json', body),
    // By turns, since after some failures nobody is asked any more.
    'a failure that quotes everything': ({ response }) => {
      failures += 1;
      if (failures % 2 === 0) return answer(response, 500, 'text/html', `<html>${all}</html>`);
      return answer(response, 200, 'application/json', `{"name": ${all}`);
    },
  };
}

/** The real answer with canaries in every text for people, and under keys that nobody knows. */
function chattily(value: unknown, all: string, told: (value: unknown, key: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => chattily(item, all, told));
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).map(([key, item]) => [key, chattily(told(item, key), all, told)]);
  return { ...Object.fromEntries(known), unexpected: all, surprise: { deep: [all] } };
}

function answer(response: Exchange['response'], status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
