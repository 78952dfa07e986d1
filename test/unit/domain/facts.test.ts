import type { CustomerRecord } from '../../../src/domain/provider/customer-port.js';
import type { ExtractedData } from '../../../src/domain/provider/screening-port.js';
import type { Source } from '../../../src/domain/provider/source.js';
import { collectFacts, type FactName, type FactSources } from '../../../src/domain/user/facts.js';
import { emptyProfile } from '../../../src/domain/user/profile.js';
import { ASHA, AT } from './people.js';

const EMPTY_EXTRACT: ExtractedData = {
  firstName: null,
  lastName: null,
  dateOfBirth: null,
  documentCountry: null,
  streetNumber: null,
  street: null,
  city: null,
  state: null,
  postcode: null,
};
const EMPTY_RECORD: CustomerRecord = {
  customerNumber: '0007',
  firstName: null,
  middleName: null,
  lastName: null,
  dateOfBirth: null,
  mobile: null,
  email: null,
  customerStatus: null,
  amlScanStatus: null,
  amlCategory: null,
  politicallyExposed: null,
  agentLocationId: null,
  idStatus: null,
  idExpiresOn: null,
};

function sourceOf(providerId: string): Source {
  return { providerId, state: 'LIVE', fetchedAt: AT, error: null };
}

function collect(changes: Partial<FactSources>) {
  return collectFacts({ user: ASHA, profile: emptyProfile(ASHA.id), extracted: [], customer: null, ...changes });
}

function factOf(name: FactName, changes: Partial<FactSources>) {
  return collect(changes).find((fact) => fact.name === name);
}

/** The name fact when the account says `ours` and a screening provider read `theirs`. */
function namesOf(ours: string, theirs: string) {
  const data = { ...EMPTY_EXTRACT, lastName: theirs };
  return factOf('NAME', { user: { ...ASHA, name: ours }, extracted: [{ source: sourceOf('personr'), data }] });
}

describe('facts', () => {
  test('without a provider are what the person told us; what nobody knows is left out', () => {
    expect(collect({})).toEqual([
      { name: 'NAME', values: [{ providerId: null, value: 'Asha Rao' }], conflicting: false },
      { name: 'EMAIL', values: [{ providerId: null, value: 'asha@example.com' }], conflicting: false },
      { name: 'MOBILE', values: [{ providerId: null, value: '+919000000001' }], conflicting: false },
    ]);
  });

  test('stand side by side with the name of who says so', () => {
    const data = { ...EMPTY_EXTRACT, firstName: 'Asha', lastName: 'Rao', dateOfBirth: '1990-01-31', city: 'Pune' };
    const record = { ...EMPTY_RECORD, firstName: 'Asha', middleName: 'K', lastName: 'Rao', dateOfBirth: '1990-01-30' };
    const sources = {
      extracted: [{ source: sourceOf('personr'), data }],
      customer: { source: sourceOf('cdp'), record },
    };
    expect(factOf('NAME', sources)).toEqual({
      name: 'NAME',
      values: [
        { providerId: null, value: 'Asha Rao' },
        { providerId: 'personr', value: 'Asha Rao' },
        { providerId: 'cdp', value: 'Asha K Rao' },
      ],
      conflicting: true,
    });
    expect(factOf('DATE_OF_BIRTH', sources)?.conflicting).toBe(true);
    expect(factOf('CITY', sources)).toMatchObject({ values: [{ providerId: 'personr' }], conflicting: false });
  });

  test('prefer the name on the PAN to the name of the account', () => {
    const pan = {
      number: 'ABCPA1234F',
      name: 'Asha Kumari Rao',
      dateOfBirth: '1990-01-31',
      mobile: null,
      email: null,
      holderType: 'INDIVIDUAL' as const,
    };
    const fact = factOf('NAME', { profile: { ...emptyProfile(ASHA.id), pan } });
    expect(fact?.values).toEqual([{ providerId: null, value: 'Asha Kumari Rao' }]);
  });

  test('leave out empty and blank answers of providers', () => {
    const data = { ...EMPTY_EXTRACT, firstName: '', city: ' ', postcode: '' };
    const record = { ...EMPTY_RECORD, firstName: '', email: '  ' };
    const facts = collect({
      extracted: [{ source: sourceOf('personr'), data }],
      customer: { source: sourceOf('cdp'), record },
    });
    expect(facts.flatMap(({ values }) => values.map(({ providerId }) => providerId))).toEqual([null, null, null]);
  });

  test.each([
    ['Asha Rao', 'ASHA  RAO'],
    ['Asha Rao', 'Asha-Rao.'],
    ['José Rao', 'Jose Rao'],
    ['Ａsha Rao', 'Asha Rao'],
    ['राम', ' राम '],
  ])('%s and %s do not conflict', (ours, theirs) => {
    expect(namesOf(ours, theirs)).toMatchObject({ conflicting: false, values: { length: 2 } });
  });

  test.each([
    ['Asha Rao', 'Asha Roy'],
    ['राम', 'रम'],
  ])('%s and %s conflict', (ours, theirs) => {
    expect(namesOf(ours, theirs)).toMatchObject({ conflicting: true });
  });
});
