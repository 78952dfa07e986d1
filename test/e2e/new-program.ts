import { SCOPES, type Scope } from '../../src/domain/kernel/actor.js';
import type { TestGateway } from '../support/test-gateway.js';
import { readOperationFile } from './operation-files.js';

export interface NewProgram {
  /** The global id of the key. */
  readonly id: string;
  readonly key: string;
}

/** A program of the test's own, with a key that an admin made. */
export async function newProgram(
  gateway: Pick<TestGateway, 'send' | 'login'>,
  scopes: readonly Scope[] = SCOPES,
): Promise<NewProgram> {
  const variables = { input: { name: 'test-program', scopes } };
  const token = await gateway.login('admin@example.com');
  const { data } = await gateway.send(readOperationFile('create-api-key').text, variables, token);
  return { id: data.createApiKey.apiKey.id, key: data.createApiKey.key };
}
