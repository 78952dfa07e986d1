import { asObject, ContractError, optionalObject, optionalString, stringArray } from '../json-reader.js';

/** `aml` of the AML call. The manual's list of fields is cut off; those it names are here. */
export interface PersonrAml {
  readonly searchId: string | null;
  readonly type: string | null;
  readonly name: readonly string[];
  readonly alias: readonly string[];
  readonly formerName: readonly string[];
  readonly potentialAlias: readonly string[];
  readonly registrationNumber: readonly string[];
  readonly idNumber: readonly string[];
  readonly passportNumber: readonly string[];
  readonly dateOfBirth: readonly string[];
  readonly dateOfDeath: readonly string[];
  readonly gender: readonly string[];
  readonly nationality: readonly string[];
}

/** `{aml: {…}}`, alone or in the usual `response`. An empty array arrives as `[null]`. */
export function parseAml(body: unknown): PersonrAml {
  const answer = asObject(body);
  const aml = optionalObject(answer, 'aml') ?? optionalObject(optionalObject(answer, 'response') ?? {}, 'aml');
  if (aml === null) throw new ContractError('aml');
  return {
    searchId: optionalString(aml, 'searchId'),
    type: optionalString(aml, 'type'),
    name: list(aml, 'name'),
    alias: list(aml, 'alias'),
    formerName: list(aml, 'formerName'),
    potentialAlias: list(aml, 'potentialAlias'),
    registrationNumber: list(aml, 'registrationNumber'),
    idNumber: list(aml, 'idNumber'),
    passportNumber: list(aml, 'passportNumber'),
    dateOfBirth: list(aml, 'dateOfBirth'),
    dateOfDeath: list(aml, 'dateOfDeath'),
    gender: list(aml, 'gender'),
    nationality: list(aml, 'nationality'),
  };
}

/** Without nulls and repetitions; text alone is a list of one. */
function list(aml: Record<string, unknown>, key: string): string[] {
  const one = optionalString(aml, key);
  return one === null ? [...new Set(stringArray(aml, key))] : [one];
}
