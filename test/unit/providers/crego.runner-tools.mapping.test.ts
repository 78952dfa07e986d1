import fc from 'fast-check';
import { toMaskedObject } from '../../../src/providers/crego/crego.object-masks.mapping.js';
import { parsePage } from '../../../src/providers/crego/design/design.contract.js';
import { parseRunner } from '../../../src/providers/crego/runner/runner.contract.js';
import { toRunnerNode } from '../../../src/providers/crego/runner/runner.mapping.js';
import {
  parseActivity,
  parseCurrentNodes,
  parseFlowInfo,
  parseParsedTemplate,
  parseRunnerStore,
} from '../../../src/providers/crego/runner-tools/runner-tools.contract.js';
import {
  toActivity,
  toFlowInfo,
  toProviderRunner,
} from '../../../src/providers/crego/runner-tools/runner-tools.mapping.js';
import { ContractError } from '../../../src/providers/json-reader.js';

const AADHAAR = '999941057058';
const PAN = 'ABCPV1234D';
const MOBILE = '9000000001';

const PARSERS: Readonly<Record<string, (body: unknown) => unknown>> = {
  runners: (body) => parsePage(body, parseRunner).items.map(toProviderRunner),
  activity: (body) => toActivity(parseActivity(body)),
  store: (body) => toMaskedObject(parseRunnerStore(body, 'store')),
  flow: (body) => toFlowInfo(parseFlowInfo(body)),
  nodes: (body) => parseCurrentNodes(body).map(toRunnerNode),
  template: (body) => parseParsedTemplate(body),
};

const json = fc.jsonValue({ maxDepth: 5 });
/** Any JSON under the keys that are read, so that the readers get past the first one. */
const body = fc.dictionary(
  fc.constantFrom(
    ...['id', 'name', 'nodes', 'stages', 'graph', 'store', 'data', 'results', 'visited_nodes', 'result', 'content'],
  ),
  fc.oneof(json, fc.array(fc.dictionary(fc.constantFrom('name', 'node', 'type', 'nodes', 'timestamp'), json))),
);

test('throw nothing but a ContractError, whatever arrives', () => {
  fc.assert(
    fc.property(fc.oneof(json, body), (value) => {
      for (const parse of Object.values(PARSERS)) {
        try {
          parse(value);
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError);
        }
      }
    }),
  );
});

test.each<[string, readonly unknown[]]>([
  ['runners', [null, 'text', {}, { results: {} }, [{}], [{ id: '' }], [null]]],
  ['activity', [null, 7, 'text', {}, { results: 'text' }, [null], ['pan'], { results: [[]] }]],
  ['store', [null, [], 'text', {}, { message: 'ok' }, { store: 'text' }, { detail: 'Not found.' }]],
  ['flow', [null, [], 'text', {}, { id: 'f-1' }, { data: {} }, { nodes: 'text' }, { name: ' ' }]],
  [
    'nodes',
    [null, 'text', {}, { results: {} }, [null], [7], [''], ['Something went wrong.'], [{}], [{ type: 'web_form' }]],
  ],
  ['template', [null, 7, [], {}, { result: 7 }, { result: [] }, { message: 'ok' }]],
])('%s: what has another shape is refused', (name, bodies) => {
  for (const value of bodies) expect(() => PARSERS[name]?.(value)).toThrow(ContractError);
});

describe('activity', () => {
  const late = { node: 'shareholders', action: 'submit', user_id: MOBILE, timestamp: '2025-01-31T08:04:10.5' };
  const early = { node: 'pan_or_gst', action: 'submit', user_id: MOBILE, timestamp: '2025-01-31T08:02:10.5' };
  const expected = [
    { node: 'pan_or_gst', action: 'submit', at: new Date('2025-01-31T08:02:10.5Z'), by: 'XXXXXX0001' },
    { node: 'shareholders', action: 'submit', at: new Date('2025-01-31T08:04:10.5Z'), by: 'XXXXXX0001' },
  ];

  test.each([
    [[late, early]],
    [{ count: 2, results: [late, early] }],
    [{ visited_nodes: { _cls: 'Activity', shareholders: [{ ...late, node: undefined }], pan_or_gst: [early] } }],
    [{ data: { shareholders: [late], pan_or_gst: [early] } }],
    [
      [
        { ...late, node: null, node_name: 'shareholders' },
        { ...early, user_id: undefined, created_by: MOBILE },
      ],
    ],
  ])('is read from %#, the oldest first', (value) => {
    expect(toActivity(parseActivity(JSON.parse(JSON.stringify(value))))).toEqual(expected);
  });

  test('says null of what is missing or unreadable', () => {
    expect(toActivity(parseActivity([{}, { node: [], action: {}, timestamp: 'soon', user_id: false }]))).toEqual([
      { node: null, action: null, at: null, by: null },
      { node: null, action: null, at: null, by: null },
    ]);
  });

  test.each([MOBILE, `+91${MOBILE}`, 'asha.rao', 'asha@example.com', '61491570006'])('never names %s', (user_id) => {
    const [entry] = toActivity(parseActivity([{ user_id }]));
    expect(entry?.by).toMatch(/^XXXXXX(\d{4})?$/);
  });
});

describe('the store', () => {
  const content = {
    pan: PAN,
    deep: [{ aadhaar_number: AADHAAR }],
    note: `Ask ${MOBILE}`,
    branch: 'BLR',
    status: 'ready',
    ok: true,
  };

  test.each([[{ store: content }], [{ data: content }], [{ id: 's-1', ...content }]])('is masked in %#', (value) => {
    expect(PARSERS.store?.(value)).toEqual({
      pan: 'ABXXXXXX4D',
      deep: [{ aadhaar_number: 'XXXXXXXX7058' }],
      note: 'XXXXXX',
      branch: 'XXXXXX',
      status: 'ready',
      ok: 'XXXXXX',
    });
  });
});

describe('the flow', () => {
  const nodes = [{ name: 'pan_or_gst', type: 'web_form' }];
  const stages = [{ name: 'Business', nodes: ['pan_or_gst'] }];

  test.each([
    [{ name: 'Sample', nodes, stages }],
    [{ flow_name: 'Sample', graph: { nodes }, stages: [{ name: 'Business', nodes }] }],
    [{ data: { name: 'Sample', nodes, stages } }],
  ])('is read from %#', (value) => {
    expect(toFlowInfo(parseFlowInfo(value))).toMatchObject({ name: 'Sample', nodes, stages });
  });

  test('has what is missing as nothing, and skips what is no node', () => {
    expect(
      toFlowInfo(parseFlowInfo({ name: 'Sample', nodes: ['first', { type: 'x' }, null], stages: [7, {}] })),
    ).toEqual({
      name: 'Sample',
      nodes: [{ name: 'first', type: null }],
      stages: [{ name: null, nodes: [] }],
      content: { name: 'Sample', nodes: ['first', { type: 'x' }, null], stages: [7, {}] },
    });
  });

  test('keeps its words, and nothing of persons', () => {
    const schema = { properties: { name: { type: 'string', default: 'Asha Rao' } } };
    const wire = {
      name: 'Sample',
      nodes: [{ ...nodes[0], label: 'Name and PAN', config: { forms: [{ schema }] } }],
      note: `Ask ${AADHAAR}`,
      created_by: MOBILE,
      data: { name: 'Asha Rao' },
      store: { name: 'Asha Rao' },
    };
    const { content } = toFlowInfo(parseFlowInfo(wire));
    expect(content).toMatchObject({ name: 'Sample', nodes: [{ label: 'Name and PAN' }], note: 'XXXXXX' });
    expect(Object.keys(content).sort()).toEqual(['name', 'nodes', 'note']);
    expect(JSON.stringify(content)).not.toContain('Asha');
  });
});

describe('the current nodes', () => {
  test.each([[['first']], [[{ name: 'first' }]], [{ current_nodes: ['first'] }], [{ results: [{ name: 'first' }] }]])(
    'are read from %#',
    (value) => {
      expect(PARSERS.nodes?.(value)).toEqual([{ name: 'first', type: null, forms: [], navigations: [] }]);
    },
  );

  test('come with forms whose defaults are masked', () => {
    const form = { action: 'submit', schema: { properties: { aadhaar_number: { default: AADHAAR } } }, ui: {} };
    const shown = JSON.stringify(PARSERS.nodes?.([{ name: 'first', config: { forms: [form] } }]));
    expect(shown).toContain('XXXXXXXX7058');
    expect(shown).not.toContain(AADHAAR);
  });
});

test('a listed runner shows no contact in its reference, and its node by either name', () => {
  const [first, second] = parsePage(
    [
      { id: 'r-1', ref_id: `REF-${MOBILE}`, current_node: 'first', created_at: 'never' },
      { id: 'r-2', node: { name: 'second' }, created_at: '2025-01-31T08:01:22.79' },
    ],
    parseRunner,
  ).items.map(toProviderRunner);
  expect(first).toEqual({
    ...{ providerRunnerId: 'r-1', refId: 'REF-XXXXXX0001', flowId: null },
    ...{ currentNode: 'first', createdAt: null },
  });
  expect(second).toMatchObject({ refId: null, currentNode: 'second', createdAt: new Date('2025-01-31T08:01:22.790Z') });
});
