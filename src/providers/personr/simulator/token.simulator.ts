import type { FastifyReply } from 'fastify';
import { PERSONR_PATHS } from '../personr.contract.js';
import { bubbleError } from './forms-and-errors.simulator.js';
import {
  type FormHandler,
  formHandler,
  type Handler,
  type IssuedToken,
  type Route,
} from './secured-routes.simulator.js';

/** Accepted from the start of the process until a token is generated. */
export const PERSONR_SIMULATOR_TOKEN = 'bus|1700000000000x1|simulator';
export const PERSONR_SIMULATOR_LOGIN = { email: 'service@example.com', password: 'simulator-password' } as const;

export function tokenRoutes(post: Route, issued: IssuedToken): void {
  const logIn: FormHandler = (form, _request, reply) =>
    generateToken(issued, form.email?.[0] ?? '', form.password?.[0] ?? '', reply);
  post(PERSONR_PATHS.tokenGenerate, formHandler(PERSONR_PATHS.tokenGenerate, ['email', 'password'], logIn), false);
  const basic: Handler = (request, reply) => {
    const [scheme = '', encoded = ''] = (request.headers.authorization ?? '').split(' ');
    const [email = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    return generateToken(issued, scheme === 'Basic' ? email : '', rest.join(':'), reply);
  };
  post(PERSONR_PATHS.basicAuth, basic, false);
}

function generateToken(issued: IssuedToken, email: string, password: string, reply: FastifyReply): unknown {
  if (email !== PERSONR_SIMULATOR_LOGIN.email || password !== PERSONR_SIMULATOR_LOGIN.password) {
    return bubbleError(reply, 400, 'INVALID_LOGIN_CREDENTIALS', 'We could not find that email and password');
  }
  issued.generated += 1;
  issued.token = `bus|1700000000000x1|${issued.generated}-${Date.now()}`;
  return {
    status: 'success',
    response: { token: issued.token, user_id: '1600000000000x100000000000000001', expires: 31_536_000 },
  };
}
