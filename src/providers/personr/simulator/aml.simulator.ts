import type { ApplicantRecord } from './applicant.simulator.js';

/** `{aml: …}` as the manual shows it: empty lists are `[null]`. */
export function amlResponse(record: ApplicantRecord): Record<string, unknown> {
  const hit = record.magic === 'Aml-Hit';
  const list = (...items: string[]) => (hit && items.length > 0 ? items : [null]);
  return {
    aml: {
      searchId: `${record.createdAt}x700000000000000001`,
      type: 'person',
      name: list(`${record.nameFirst} ${record.nameLast}`),
      alias: list('A. Hit', 'Aml Hit'),
      formerName: list(),
      potentialAlias: list('Amel Hit'),
      registrationNumber: list(),
      idNumber: list('ID00001234'),
      passportNumber: list('P0000001'),
      dateOfBirth: list('1970', '1970-01-01'),
      dateOfDeath: list(),
      gender: list('female'),
      nationality: list('AU'),
    },
  };
}
