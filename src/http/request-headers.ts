import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './http-errors.js';

/** Given twice, each reader on the way could take another one. */
const ONCE: ReadonlySet<string> = new Set(['host', 'content-type', 'content-length', 'authorization']);

const CHARSET = /;\s*charset\s*=\s*("[^"]*"|[^;]*)/gi;
const NAMED = /;\s*charset\b/i;
const UTF8 = /^(?:"utf-?8"|utf-?8)\s*$/i;

/** Refuses requests whose headers contradict each other or ask for what there is not; Node lets them pass or answers for us. */
export function registerHeaderRules(app: FastifyInstance): void {
  // Otherwise Node asks for the body by itself, before anybody has looked at the headers.
  app.server.on('checkContinue', (request, response) => app.server.emit('request', request, response));
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', async (request, reply) => {
    const { raw, headers } = request;
    if (hasTwice(raw) || (raw.httpVersion === '1.1' && headers.host === undefined)) return sendProblem(reply, 400);
    return headers.expect === undefined || raw.httpVersion !== '1.1' || expectsContinue(raw)
      ? undefined
      : sendProblem(reply, 417);
  });
  app.addHook('preParsing', async ({ raw }, reply) => {
    if (expectsContinue(raw)) reply.raw.writeContinue();
  });
}

/** Text is UTF-8 here: whatever else a content type says of itself is refused, what is no character set as well. */
export function refuseOtherCharsets(scope: FastifyInstance): void {
  scope.addHook('onRequest', async ({ headers: { 'content-type': type = '' } }, reply) => {
    const charsets = Array.from(type.matchAll(CHARSET), ([, charset = '']) => charset);
    const fine = charsets.length === (NAMED.test(type) ? 1 : 0) && charsets.every((charset) => UTF8.test(charset));
    return fine ? undefined : sendProblem(reply, 415, 'Send the body as UTF-8.');
  });
}

function hasTwice({ rawHeaders }: IncomingMessage): boolean {
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    if (!ONCE.has(name)) continue;
    if (seen.has(name)) return true;
    seen.add(name);
  }
  return false;
}

function expectsContinue({ httpVersion, headers: { expect = '' } }: IncomingMessage): boolean {
  return httpVersion === '1.1' && /^100-continue$/i.test(expect);
}
