import type { PlayClient } from './play-client.js';
import type { PlayPerson } from './play-person.js';

/** What the steps share. Later steps read what earlier ones wrote; `need` says so when it is not there. */
export interface Stage {
  readonly client: PlayClient;
  readonly person: PlayPerson;
  readonly ids: Map<StageId, string>;
}

/** `…File` are the workflow provider's own document ids, the others ids of this API. */
export type StageId =
  | 'user'
  | 'panCard'
  | 'selfie'
  | 'applicant'
  | 'runner'
  | 'node'
  | 'runnerApplicant'
  | 'panFile'
  | 'aadhaarFile';

export interface Step {
  readonly name: string;
  /** Answers with the line to print: what came back, as the API gave it. Throws `PlayError`. */
  play(stage: Stage): Promise<string>;
}

export function need(stage: Stage, id: StageId): string {
  const value = stage.ids.get(id);
  if (value === undefined) throw new Error(`An earlier step should have left "${id}".`);
  return value;
}

/** Selected in every mutation: what a problem says for itself. */
export const PROBLEM = '__typename ... on Problem { message }';
export const FIELD_ERRORS = '... on ValidationProblem { fieldErrors { field message } }';
