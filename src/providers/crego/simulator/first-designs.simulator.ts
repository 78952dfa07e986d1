export interface SimulatedDesign {
  readonly id: string;
  readonly flow_id: string;
  readonly name: string;
  readonly version: string;
  is_current: boolean;
  readonly graph: unknown;
  readonly store_schema: unknown;
  readonly created_at: string;
  readonly updated_at: string | null;
}

export interface SimulatedRecord {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly created_at: string;
}

export interface CregoAdminState {
  readonly designs: Record<string, SimulatedDesign>;
  readonly stores: Record<string, SimulatedRecord>;
  readonly warehouses: Record<string, SimulatedRecord>;
}

export interface SimulatedStorageDocument {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  files: readonly { id: string; name: string; content_type: string; size: number }[];
  readonly created_at: string;
}

export interface CregoStorageState {
  readonly storageDocuments: Record<string, SimulatedStorageDocument>;
}

export interface UploadedFile {
  readonly name: string;
  readonly content_type: string;
  readonly size: number;
}

const FLOW_ID = '22222222-2222-4222-8222-222222222222';
const DESIGN_ID = '33333333-3333-4333-8333-333333333333';
const STORE_ID = '44444444-4444-4444-8444-444444444444';
const WAREHOUSE_ID = '66666666-6666-4666-8666-666666666666';
const STORAGE_DOCUMENT_ID = '77777777-7777-4777-8777-777777777777';
const FIRST_MADE_AT = '2025-01-31T08:00:00.000000';

const NODES = ['pan_or_gst', 'business_info', 'shareholders', 'applicant_list', 'signing_form'];

/** What the administration and the document storage are born with. */
export function firstDesignsAndDocuments(): CregoAdminState & CregoStorageState {
  const graph = {
    nodes: NODES.map((name) => ({ name, type: 'web_form' })),
    edges: NODES.slice(1).map((target, index) => ({ name: 'submit', source: NODES[index], target, condition: '' })),
    start_node: NODES[0],
  };
  const store_schema = { type: 'object', properties: { business: { type: 'object' } } };
  const design = { id: DESIGN_ID, flow_id: FLOW_ID, name: 'Sample flow', version: '1', is_current: true };
  const times = { created_at: FIRST_MADE_AT, updated_at: null };
  const settings = { id: STORE_ID, name: 'Sample store', data: { city: 'Bengaluru' }, created_at: FIRST_MADE_AT };
  const warehouse = { id: WAREHOUSE_ID, name: 'Pincodes', data: { rows: 2 }, created_at: FIRST_MADE_AT };
  const file = { id: 'file-1', name: 'terms.pdf', content_type: 'application/pdf', size: 9 };
  const terms = { id: STORAGE_DOCUMENT_ID, name: 'Terms', status: 'active', files: [file], created_at: FIRST_MADE_AT };
  return {
    designs: { [DESIGN_ID]: { ...design, graph, store_schema, ...times } },
    stores: { [STORE_ID]: settings },
    warehouses: { [WAREHOUSE_ID]: warehouse },
    storageDocuments: { [STORAGE_DOCUMENT_ID]: terms },
  };
}
