import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, isInputObjectType, isIntrospectionType, isObjectType, isUnionType } from 'graphql';

/** The tests that show together that every part of the API works. */
const PROVING = ['test/resolvers', 'test/e2e'];

/**
 * Fails a run in which some part of the schema was never seen in an answer. Says nothing when only some of the tests ran.
 * A reporter, because that hears of the end of all test files, whichever process ran them.
 */
export default class UnansweredReporter {
  #config;
  #folder = mkdtempSync(join(tmpdir(), 'kyc-test-answers-'));
  #error;

  constructor(globalConfig) {
    this.#config = globalConfig;
    // The processes that run the tests begin later, with the environment of this one.
    process.env.KYC_TEST_ANSWERS = this.#folder;
  }

  onRunComplete(_contexts, { testResults, wasInterrupted }) {
    const ran = new Set(testResults.map(({ testFilePath }) => testFilePath));
    const whole =
      !wasInterrupted &&
      !this.#config.testNamePattern &&
      listFiles(this.#config.rootDir).every((file) => ran.has(file));
    const unanswered = whole ? findUnanswered(readSchema(this.#config.rootDir), readLines(this.#folder)) : [];
    rmSync(this.#folder, { recursive: true });
    if (unanswered.length === 0) return;
    const message = `No test was answered with these parts of the schema (${unanswered.length}):\n  ${unanswered.join('\n  ')}`;
    process.stderr.write(`\n${message}\n`);
    this.#error = new Error(message);
  }

  /** Jest fails the run for it. */
  getLastError() {
    return this.#error;
  }
}

function listFiles(rootDir) {
  return PROVING.flatMap((folder) =>
    readdirSync(join(rootDir, folder))
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => join(rootDir, folder, file)),
  );
}

function readSchema(rootDir) {
  return buildSchema(readFileSync(join(rootDir, 'schema/schema.graphql'), 'utf8'));
}

function readLines(folder) {
  return new Set(readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n')));
}

/** Every part of the schema, in the words of `findAnswered`, that is not among `answered`. */
export function findUnanswered(schema, answered) {
  const parts = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap(partsOf);
  return parts.filter((part) => !answered.has(part)).sort();
}

function partsOf(type) {
  if (isUnionType(type)) return membersOf(type).map((member) => `${type.name} = ${member.name}`);
  if (!isObjectType(type) && !isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, args = [] }) => {
    const coordinate = `${type.name}.${name}`;
    return [coordinate, ...args.map((argument) => `${coordinate}(${argument.name}:)`)];
  });
}

/** Without the problems, which most mutations share: their fields tell whether each was seen at all. */
function membersOf(union) {
  return union.getTypes().filter((member) => !member.getInterfaces().some(({ name }) => name === 'Problem'));
}
