import { agree } from '../support/consents.js';
import type { TestGateway } from '../support/test-gateway.js';

export interface NewCustomer {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

interface NewCustomerOptions {
  readonly name?: string;
  readonly mobile?: string;
  readonly email?: string;
  /** Whether they have agreed to everything. */
  readonly agreed?: boolean;
}

const PASSWORD = 'a long passphrase';
let made = 0;

/** Registers a person of the test's own and signs them in. */
export async function newCustomer(
  gateway: TestGateway,
  { name = 'Nina Varma', mobile, email, agreed = true }: NewCustomerOptions = {},
): Promise<NewCustomer> {
  made += 1;
  const address = email ?? `nina.${made}@example.com`;
  const account = {
    name,
    email: address,
    mobile: mobile ?? `+9190000${String(20_000 + made)}`,
    password: PASSWORD,
    passwordConfirmation: PASSWORD,
  };
  const { data } = await gateway.send(
    'mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on User { id } } }',
    { input: account },
  );
  if (data.register.__typename !== 'User') throw new Error('A test person could not register.');
  const token = await logIn(gateway, address, PASSWORD);
  if (token === null) throw new Error('A test person could not log in.');
  if (agreed) await agree(gateway, token);
  return { id: data.register.id, email: address, password: PASSWORD, token };
}

/** An access token, or null when the credentials are refused. */
export async function logIn(gateway: TestGateway, email: string, password: string): Promise<string | null> {
  const { data } = await gateway.send(
    'mutation ($input: LoginInput!) { login(input: $input) { ... on Session { accessToken } } }',
    { input: { email, password } },
  );
  return data.login.accessToken ?? null;
}
