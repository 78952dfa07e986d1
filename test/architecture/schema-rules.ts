import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';

const PROBLEM = 'Problem';

/** One line for each type, field, argument, enum value and input field without a description. */
export function findUndescribed(schema: GraphQLSchema): string[] {
  return ownTypes(schema).flatMap((type) => [
    ...(type.description ? [] : [type.name]),
    ...(isEnumType(type) ? undescribed(type.name, type.getValues()) : []),
    ...inputFieldsOf(type).flatMap((field) => undescribed(type.name, [field])),
    ...fieldsOf(type).flatMap((field) => [
      ...undescribed(type.name, [field]),
      ...undescribed(`${type.name}.${field.name}`, field.args),
    ]),
  ]);
}

/** Input positions that take any text: every text has a scalar of its own that refuses bad input. */
export function findBareStrings(schema: GraphQLSchema): string[] {
  const isBare = ({ type }: GraphQLArgument | GraphQLInputField) => getNamedType(type).name === 'String';
  return ownTypes(schema).flatMap((type) => [
    ...inputFieldsOf(type)
      .filter(isBare)
      .map(({ name }) => `${type.name}.${name}`),
    ...fieldsOf(type).flatMap((field) =>
      field.args.filter(isBare).map(({ name }) => `${type.name}.${field.name}(${name})`),
    ),
  ]);
}

/** Lists of records that are not connections, and connections that cannot be paged. `bounded`: short by nature. */
export function findListFaults(schema: GraphQLSchema, bounded: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  for (const type of ownTypes(schema)) {
    for (const field of fieldsOf(type)) {
      const path = `${type.name}.${field.name}`;
      const item = getNamedType(field.type);
      const isList = isListType(getNullableType(field.type));
      if (isList && type.name === 'Query' && !bounded.has(path)) faults.push(`${path}: a list must be a connection`);
      else if (isList && isNode(item) && !/(Connection|Edge)$/.test(type.name))
        faults.push(`${path}: a list of records must be a connection`);
      if (item.name.endsWith('Connection')) faults.push(...connectionFaults(path, field, item));
    }
  }
  return faults;
}

/** Mutations whose result is not a union with a problem in it. `infallible`: nothing can go wrong. */
export function findMutationFaults(schema: GraphQLSchema, infallible: ReadonlySet<string>): string[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, type }) => {
    if (infallible.has(name)) return [];
    const result = getNamedType(type);
    if (!isUnionType(result)) return [`${name}: returns ${result.name}, which is not a union`];
    const members = result.getTypes();
    const problems = members.filter((member) => member.getInterfaces().some(({ name }) => name === PROBLEM));
    if (problems.length === 0) return [`${name}: ${result.name} has no problem`];
    return problems.length === members.length ? [`${name}: ${result.name} has nothing but problems`] : [];
  });
}

function connectionFaults(path: string, field: GraphQLField<unknown, unknown>, item: GraphQLNamedType): string[] {
  const types = new Map(field.args.map(({ name, type }) => [name, getNamedType(type).name]));
  const faults: string[] = [];
  if (types.get('first') !== 'Int' || types.get('after') !== 'Cursor')
    faults.push(`${path}: a connection takes first: Int and after: Cursor`);
  const names = new Set(fieldsOf(item).map(({ name }) => name));
  if (!names.has('edges') || !names.has('pageInfo')) faults.push(`${item.name}: a connection has edges and pageInfo`);
  return faults;
}

function isNode(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

function ownTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
}

function fieldsOf(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}

function inputFieldsOf(type: GraphQLNamedType): GraphQLInputField[] {
  return isInputObjectType(type) ? Object.values(type.getFields()) : [];
}

function undescribed(
  owner: string,
  things: readonly { readonly name: string; readonly description?: string | null }[],
): string[] {
  return things.filter(({ description }) => !description).map(({ name }) => `${owner}.${name}`);
}
