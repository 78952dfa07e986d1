import { maskIdNumber } from '../../domain/identifier/mask.js';
import type { AmlResults } from '../../domain/provider/aml-port.js';
import type { PersonrAml } from './personr.aml.contract.js';
import { masked } from './personr.mapping.js';

const MAX_ITEMS = 100;
const MAX_CHARACTERS = 200;

/** No decision comes out of this: a name on a list is for people to judge. */
export function toAmlResults(wire: PersonrAml): AmlResults {
  return {
    searchId: masked(wire.searchId)?.slice(0, MAX_CHARACTERS) ?? null,
    type: masked(wire.type)?.slice(0, MAX_CHARACTERS) ?? null,
    names: tidy(wire.name),
    aliases: tidy(wire.alias),
    formerNames: tidy(wire.formerName),
    potentialAliases: tidy(wire.potentialAlias),
    registrationNumbers: tidy(wire.registrationNumber),
    idNumbers: wire.idNumber.slice(0, MAX_ITEMS).map((number) => maskIdNumber(number)),
    passportNumbers: wire.passportNumber.slice(0, MAX_ITEMS).map((number) => maskIdNumber(number)),
    datesOfBirth: wire.dateOfBirth.slice(0, MAX_ITEMS).filter(isDate),
    datesOfDeath: wire.dateOfDeath.slice(0, MAX_ITEMS).filter(isDate),
    genders: tidy(wire.gender),
    nationalities: tidy(wire.nationality),
  };
}

function tidy(texts: readonly string[]): string[] {
  return texts.slice(0, MAX_ITEMS).map((text) => (masked(text) ?? '').slice(0, MAX_CHARACTERS));
}

function isDate(text: string): boolean {
  return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text);
}
