import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const CANARY_RUNNER_ID = '11111111-1111-4111-8111-00000000cafe';
const RECORD_ID = '55555555-5555-4555-8555-00000000cafe';
/** Every canary: no word of any pattern, and different in every place. */
export const CANARY = /qcanary[a-z]+q/gi;

/** A value that can be told by where it stands. */
export function canary(place: string): string {
  return `Qcanary${place.replace(/[^a-z]/gi, '')}q`;
}

/** An object in which whatever stands anywhere is a canary, under keys of every kind. */
function everywhere(place: string): Record<string, unknown> {
  const keys = 'name aadhaar_number pan mobile address dob note field_17 result decision city otp x'.split(' ');
  const leaves = Object.fromEntries(keys.map((key) => [key, canary(`${place}${key}`)]));
  const nested = {
    [canary(`${place}key`).replace('q', 'q 1')]: canary(`${place}keyed`),
    list: [canary(`${place}list`)],
  };
  return { ...leaves, nested, aadhaar: { status: canary(`${place}below`) }, created_at: canary(`${place}time`) };
}

const SCHEMA = {
  type: 'object',
  title: canary('schematitle'),
  description: canary('schemadescription'),
  default: everywhere('formdefault'),
  'x-extra': everywhere('formextra'),
  properties: {
    any: {
      type: 'string',
      title: canary('fieldtitle'),
      default: canary('fielddefault'),
      examples: [canary('example')],
    },
    choice: { enum: [canary('choice'), 'Other'], default: canary('chosen'), $comment: canary('comment') },
    odd: { items: canary('items'), title: { deep: canary('titleobject') }, value: canary('value') },
  },
};
const UI = {
  any: { 'ui:help': canary('help'), 'ui:initialValue': canary('initial'), 'ui:options': { data: canary('uidata') } },
  loose: canary('uiloose'),
};
const NODE = {
  name: 'applicant_extra_info',
  type: 'web_form',
  config: { forms: [{ action: 'submit', schema: SCHEMA, ui: UI }] },
  navigations: [{ action_name: canary('navigation'), target_node: 'end' }],
};
const USER = { created_by: canary('createdby'), updated_by: canary('updatedby'), user: canary('user') };
const RUNNER = {
  ...USER,
  ...{ id: CANARY_RUNNER_ID, ref_id: 'CANARY-REF-1', flow_id: RECORD_ID, design_id: RECORD_ID },
  ...{ created_at: '2026-01-31T08:00:00.000000', updated_at: null, current_node: NODE.name, node: NODE },
  params: everywhere('params'),
  visited_nodes: {
    first: [{ name: 'first', action: 'submit', user_id: canary('visitor'), data: everywhere('visit') }],
  },
  data: {
    _status_code: 200,
    success: false,
    message: `${canary('storenote')} is wrong`,
    errors: [`${canary('fielddefault')}: ${canary('errortext')}`],
    data: everywhere('step'),
  },
  store: everywhere('store'),
};
const GRAPH = {
  nodes: [{ name: 'first', type: 'web_form', label: canary('designlabel'), owner: { name: canary('owner') }, ...USER }],
  config: everywhere('designconfig'),
  extra: everywhere('designextra'),
  forms: [{ schema: SCHEMA, ui: UI }],
};
const RECORD = { id: RECORD_ID, name: 'Record', data: everywhere('record'), created_at: null, ...USER };

/** By how a path ends, the most special first. */
const ANSWERS: readonly (readonly [RegExp, unknown])[] = [
  [
    /\/activity\/$/,
    { results: [{ node: 'first', action: 'submit', user_id: canary('actor'), data: everywhere('act') }] },
  ],
  [/\/runners\/[^/]+\/store\/$/, { id: RECORD_ID, store: everywhere('kept') }],
  [
    /\/flow\/$/,
    { ...everywhere('flow'), name: 'Flow', graph: GRAPH, nodes: GRAPH.nodes, ...USER, store: everywhere('fs') },
  ],
  [/\/current-nodes\/$/, [NODE]],
  [
    /\/applicants\/$/,
    [
      {
        id: RECORD_ID,
        name: canary('applicantname'),
        applicant_type: 'applicant',
        tags: [],
        ...everywhere('applicant'),
      },
    ],
  ],
  [/\/designs\/.+/, { id: RECORD_ID, flow_id: RECORD_ID, name: 'Design', graph: GRAPH, store_schema: SCHEMA, ...USER }],
  [/\/(stores|warehouses)\/.+/, RECORD],
  [/\/utility\/schema\/$/, { definitions: { block: SCHEMA }, nodes: GRAPH.nodes, ...everywhere('schema') }],
  [/\/runners\/(.*)$/, RUNNER],
];

export interface CanaryServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A workflow provider in whose answers every value that could be somebody's is a canary. */
export async function startCanaryServer(): Promise<CanaryServer> {
  const server = createServer(async (request, response) => {
    const body = await read(request);
    const path = request.url?.split('?')[0] ?? '';
    const answer = path.endsWith('/parse-template/')
      ? { result: fillWithCanaries(body) }
      : ANSWERS.find(([end]) => end.test(path))?.[1];
    const code = answer === undefined ? 404 : 200;
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

function fillWithCanaries(body: string): string {
  const { template } = JSON.parse(body) as { readonly template: string };
  return template.replace(/\{\{ ([\w.]+) \}\}/g, (_, path: string) => canary(`template${path}`));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
