import type { Document } from '../../../src/domain/document/document.js';
import type { Role } from '../../../src/domain/kernel/actor.js';
import { ProviderDirectory } from '../../../src/domain/provider/provider-directory.js';
import { ProviderReads } from '../../../src/domain/provider/provider-reads.js';
import { ProviderCommands } from '../../../src/domain/provider-command/provider-commands.js';
import { StorageDocumentService } from '../../../src/domain/workflow-admin/storage-document-service.js';
import { ASK_ANYTHING } from '../../support/consents.js';
import { FakeProvider } from '../../support/fakes/fake-provider.js';
import { FakeWorkflowDocumentPort } from '../../support/fakes/fake-workflow-document-port.js';
import { MemoryAccessLog } from '../../support/fakes/memory-access-log.js';
import { MemoryAuditTrail } from '../../support/fakes/memory-audit-trail.js';
import { MemoryProviderCommands } from '../../support/fakes/memory-provider-commands.js';
import { MemorySnapshotRepository } from '../../support/fakes/memory-snapshot-repository.js';

const CONTEXT = { principal: 'service', requestId: 'request-1' };
const NINA = { userId: 'nina', sessionId: null, roles: ['CUSTOMER'] as readonly Role[] };
const RAVI = { userId: 'ravi', sessionId: null, roles: ['REVIEWER'] as readonly Role[] };

function setUp(originals: ReadonlyArray<Pick<Document, 'id' | 'userId'>>) {
  const accessLog = new MemoryAccessLog();
  const auditTrail = new MemoryAuditTrail();
  const common = { newId: () => 'id', clock: () => new Date(), auditTrail, accessLog };
  const port = new FakeWorkflowDocumentPort();
  const service = new StorageDocumentService({
    ...common,
    providers: new ProviderDirectory([new FakeProvider('crego', { WORKFLOW_DOCUMENTS: port })]),
    reads: new ProviderReads({ ...common, snapshots: new MemorySnapshotRepository(), consentGate: ASK_ANYTHING }),
    commands: new ProviderCommands({ ...common, commands: new MemoryProviderCommands() }),
    documents: {
      upload: () => Promise.reject(new Error('not here')),
      getContent: () => Promise.reject(new Error('not here')),
    },
    copies: { findOriginals: async () => originals },
  });
  return { service, accessLog, trail: auditTrail.events, port };
}

test('staff who download a person’s file are in the access log of the person, and in the audit trail', async () => {
  const { service, accessLog, trail } = setUp([{ id: 'document-1', userId: 'nina' }]);
  await service.download(RAVI, 'storage-1', CONTEXT);
  const entry = {
    actor: { id: 'ravi', role: 'REVIEWER' },
    subjectUserId: 'nina',
    target: { type: 'Document', id: 'document-1' },
    requestId: 'request-1',
  };
  expect(accessLog.accesses).toMatchObject([{ ...entry, action: 'DOWNLOAD' }]);
  expect(trail).toEqual([{ ...entry, action: 'FILE_DOWNLOADED', details: { providerId: 'crego' } }]);
});

test('a file of nobody here is in the audit trail alone, without the provider’s id of it', async () => {
  const { service, accessLog, trail } = setUp([]);
  await service.download(RAVI, 'storage-1', CONTEXT);
  expect(accessLog.accesses).toEqual([]);
  expect(trail).toMatchObject([{ subjectUserId: null, target: { type: 'Provider', id: 'crego' } }]);
  expect(JSON.stringify(trail)).not.toContain('storage-1');
});

test('what people download of their own is nobody’s business', async () => {
  const { service, accessLog, trail } = setUp([{ id: 'document-1', userId: 'nina' }]);
  await service.download(NINA, 'storage-1', CONTEXT);
  expect([accessLog.accesses, trail]).toEqual([[], []]);
});

test('without a record there is no file', async () => {
  const { service, accessLog } = setUp([{ id: 'document-1', userId: 'nina' }]);
  accessLog.broken = true;
  await expect(service.download(RAVI, 'storage-1', CONTEXT)).rejects.toThrow('cannot be written');
});

test('somebody else’s file is no file', async () => {
  const { service, port, trail } = setUp([{ id: 'document-1', userId: 'bala' }]);
  await expect(service.download(NINA, 'storage-1', CONTEXT)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect([port.calls, trail]).toEqual([[], []]);
});
