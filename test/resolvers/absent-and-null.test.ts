import {
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Profile } from '../../src/domain/user/profile.js';
import { newProfile } from '../support/fakes/record-samples.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { PROBLEM } from './selections.js';

const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename ${PROBLEM} } }`;

/** Where the text of a description and not the schema says what happens. */
const CLEARS = /Absent: unchanged\. Null: cleared\./;
const REFUSES = /Absent: unchanged.*Null is refused/;
const IDENTIFIES = /Absent or null: a new account\./;
const REPLACES = /Absent or null: not sent\./;

interface OptionalField {
  /** The steps to it; lists stand for their first item. */
  readonly path: readonly string[];
  readonly description: string;
  readonly hasDefault: boolean;
}

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

function optionalFields(type: GraphQLInputObjectType, above: readonly string[] = []): readonly OptionalField[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const isList = isListType(getNullableType(field.type));
    const path = [...above, field.name];
    const named: GraphQLNamedType = getNamedType(field.type);
    const inside = isInputObjectType(named) ? optionalFields(named, isList ? [...path, '0'] : path) : [];
    const { description, defaultValue } = field;
    if (isNonNullType(field.type) && defaultValue === undefined) return inside;
    return [{ path, description: description ?? '', hasDefault: defaultValue !== undefined }, ...inside];
  });
}

function updateInputs(): readonly (readonly [mutation: string, fields: readonly OptionalField[]])[] {
  return Object.values(world.schema.getMutationType()?.getFields() ?? {})
    .filter(({ name }) => name.startsWith('update'))
    .map(({ name, args }) => {
      const inputs = args.map(({ type }) => getNamedType(type)).filter(isInputObjectType);
      return [name, inputs.flatMap((input) => optionalFields(input))];
    });
}

test('every optional value of every change says what absent and what null do, and none has a default', () => {
  const inputs = updateInputs();
  expect(inputs.map(([mutation]) => mutation)).toEqual(
    expect.arrayContaining(['updateProfile', 'updateWorkflowDesign']),
  );
  for (const [mutation, fields] of inputs) {
    const unclear = fields.filter(
      ({ description, hasDefault }) =>
        hasDefault || ![CLEARS, REFUSES, IDENTIFIES, REPLACES].some((words) => words.test(description)),
    );
    expect([mutation, unclear.map(({ path }) => path.join('.'))]).toEqual([mutation, []]);
  }
});

/** Everything that may be there is there, and differs from every default. */
async function fullProfile(): Promise<{ readonly kept: Profile; readonly input: Record<string, unknown> }> {
  const { asha } = world.people;
  const photo = await world.addDocument(asha, { kind: 'SELFIE' });
  const copy = await world.addDocument(asha, { kind: 'CLIENT_MASTER_COPY' });
  const sample = newProfile(asha.id);
  const { pan, address } = sample;
  if (pan === null || address === null) throw new Error('The sample profile is not whole.');
  const kept: Profile = {
    ...sample,
    pan: { ...pan, holderType: 'OTHER' },
    address: { ...address, landmark: 'Near the lake' },
    dematAccounts: sample.dematAccounts.map((account) => ({ ...account, clientMasterDocumentId: copy.id })),
    photoDocumentId: photo.id,
  };
  world.gateway.users.profiles.set(asha.id, kept);
  const { userId: _, dematAccounts, ...groups } = kept;
  return {
    kept,
    input: {
      ...groups,
      photoDocumentId: photo.globalId,
      dematAccounts: dematAccounts.map(({ clientMasterDocumentId: __, ...account }) => account),
    },
  };
}

function withValue(target: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(target))
    return target.map((item, at) => (String(at) === step ? withValue(item, rest, value) : item));
  return { ...Object(target), [step]: withValue(Reflect.get(Object(target), step), rest, value) };
}

/** A document is named by its file going in. */
const keptPath = (path: readonly string[]) =>
  path.map((step) => (step === 'clientMasterCopy' ? 'clientMasterDocumentId' : step));

const changes = () =>
  (updateInputs().find(([mutation]) => mutation === 'updateProfile')?.[1] ?? []).filter(
    ({ description }) => !IDENTIFIES.test(description),
  );

const update = async (input: unknown) =>
  (await world.as(world.people.asha)(UPDATE, { input: input as Record<string, unknown> })).data.updateProfile;

test('what is absent from a change of the profile stays, one value at a time', async () => {
  const { kept, input } = await fullProfile();
  expect(changes().length).toBeGreaterThan(12);
  for (const { path } of changes()) {
    expect(await update(withValue(input, path, undefined))).toMatchObject({ __typename: 'User' });
    expect([path.join('.'), world.gateway.users.profiles.get(kept.userId)]).toEqual([path.join('.'), kept]);
  }
});

test('null clears where the description says so, and is refused by name elsewhere', async () => {
  const { kept, input } = await fullProfile();
  for (const { path, description } of changes()) {
    world.gateway.users.profiles.set(kept.userId, kept);
    const answer = await update(withValue(input, path, null));
    const now = world.gateway.users.profiles.get(kept.userId);
    if (CLEARS.test(description)) {
      expect([path.join('.'), now]).toEqual([path.join('.'), withValue(kept, keptPath(path), null)]);
    } else {
      expect([path.join('.'), answer]).toMatchObject([
        path.join('.'),
        { __typename: 'ValidationProblem', fieldErrors: [{ field: path.join('.') }] },
      ]);
      expect(now).toEqual(kept);
    }
  }
});

test.each([
  ['AAAPA1234A', 'INDIVIDUAL'],
  ['AAACA1234A', 'COMPANY'],
  ['AAAHA1234A', 'HUF'],
  ['AAAGA1234A', 'OTHER'],
])('the holder of another PAN, %s, is what its fourth letter says: %s', async (number, holderType) => {
  const { kept } = await fullProfile();
  await update({ pan: { number, name: 'Asha Rao', dateOfBirth: '1990-04-05' } });
  expect(world.gateway.users.profiles.get(kept.userId)?.pan).toMatchObject({
    number,
    holderType,
    email: kept.pan?.email,
  });
});
