import { StatementCounter } from '../support/statement-counter.js';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';

/** What keeps the providers' answers: written behind, in batches, after the response. */
const WRITTEN_BEHIND = /INSERT INTO provider_snapshots/;

const ABOUT_CONSENT = /FROM consents/;

const PAGE = `query ($first: Int!) { users(first: $first) { nodes {
  id name
  profile { pan { number } }
  kyc { done }
  facts { name conflicting }
  customer { customerNumber source { state } }
  applicants(first: 10) { nodes { status decision reasons { code } details { tags } source { state } user { id } } }
  runners(first: 10) { nodes { status currentNode { name } applicants { name } source { state } user { id } } }
  documents(first: 10) { nodes { filename copies { state } user { id } } }
  verifications(first: 10) { nodes { outcome reasons { code } evidence { filename } source { state } user { id } } }
} } }`;

const counter = new StatementCounter();
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  gateway = await startTestGateway({}, { statementLogger: counter });
  token = await gateway.login('ravi@example.com');
  // Whatever is made once (tokens, prepared plans) is made before anything is counted.
  await countPage(1);
});
afterAll(() => gateway.stop());

interface Count {
  readonly statements: readonly string[];
  /** Statements that kept the providers' answers so far; a batch may be on its way. */
  readonly kept: number;
  /** By provider id: `method path` of every call. */
  readonly calls: ReadonlyMap<string, readonly string[]>;
  readonly users: readonly Data[];
}

async function countPage(first: number): Promise<Count> {
  counter.statements.splice(0);
  for (const simulator of gateway.simulators.values()) simulator.clearRequests();
  const { data, errors } = await gateway.send(PAGE, { first }, token);
  expect(errors).toBeUndefined();
  expect(data.users.nodes).toHaveLength(first);
  const calls = [...gateway.simulators].map(
    ([id, { requests }]) => [id, requests.map(({ method, path }) => `${method} ${path}`)] as const,
  );
  const statements = counter.statements.filter((statement) => !WRITTEN_BEHIND.test(statement));
  return {
    statements,
    kept: counter.statements.length - statements.length,
    calls: new Map(calls),
    users: data.users.nodes,
  };
}

function countOf(users: readonly Data[], edge: string): number {
  return users.reduce((sum: number, user) => sum + user[edge].nodes.length, 0);
}

/** The statements without repetitions. */
function kindsOf(statements: readonly string[]): readonly string[] {
  return [...new Set(statements)].sort();
}

describe('a page of users with every edge', () => {
  test('costs the same statements for 25 users as for 5', async () => {
    const five = await countPage(5);
    const twentyFive = await countPage(25);

    expect(countOf(twentyFive.users, 'documents')).toBeGreaterThanOrEqual(24);
    expect(kindsOf(twentyFive.statements)).toEqual(kindsOf(five.statements));
    // Session, users, profiles, links, four edges, copies, owners; and for `kyc` and `facts` a longer page of two edges.
    // And one batch of the access log: a transaction of four.
    for (const { statements } of [five, twentyFive]) {
      const aboutConsent = statements.filter((statement) => ABOUT_CONSENT.test(statement));
      expect(statements.length - aboutConsent.length).toBeLessThanOrEqual(16);
      // Whether people still agree, once for each page of records at providers, those longer ones included; pages that
      // happen to come together are asked about together.
      expect(aboutConsent.length).toBeLessThanOrEqual(6);
    }
    // 144 answers, not 144 statements.
    expect(twentyFive.kept).toBeLessThan(20);
  });

  test('asks providers once for each distinct record', async () => {
    const { calls, users } = await countPage(25);
    const applicants = countOf(users, 'applicants');
    const runners = countOf(users, 'runners');
    const customers = users.filter(({ customer }) => customer !== null).length;

    expect([applicants, runners, customers, countOf(users, 'verifications')]).toEqual([24, 24, 24, 24]);
    // Personr takes the id in the body, so its paths repeat: one status and one details call for each applicant.
    expect(tally(calls.get('personr'))).toEqual({ status: applicants, details: applicants });
    for (const [id, expected] of [
      ['crego', 2 * runners],
      ['cdp', customers],
      ['cashfree', 24],
    ] as const) {
      const made = calls.get(id) ?? [];
      expect(made).toHaveLength(expected);
      expect(new Set(made).size).toBe(expected);
    }
  });

  test('the same record twice in one query is asked for once', async () => {
    for (const simulator of gateway.simulators.values()) simulator.clearRequests();
    const { data, errors } = await gateway.send(
      `{ a: me { applicants { nodes { ...state } } } b: me { applicants(first: 3) { nodes { ...state } } }
        applicants(first: 100) { nodes { ...state } } } fragment state on Applicant { id status source { state } }`,
      {},
      await gateway.login('asha@example.com'),
    );

    expect(errors).toBeUndefined();
    expect([data.a, data.b].map(({ applicants }) => applicants.nodes)).toEqual(Array(2).fill(data.applicants.nodes));
    expect(gateway.simulators.get('personr')?.requests).toHaveLength(1);
  });
});

function tally(calls: readonly string[] = []): { status: number; details: number } {
  const ending = (text: string) => calls.filter((call) => call.endsWith(text)).length;
  const found = { status: ending('api-applicant-status'), details: ending('api-applicant-details') };
  expect(found.status + found.details).toBe(calls.length);
  return found;
}
