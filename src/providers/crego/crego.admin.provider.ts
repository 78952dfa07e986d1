import type { SettingValues } from '../../config/setting.js';
import type { CapabilityPorts } from '../../domain/provider/capability.js';
import type { CREGO_ADMIN_SETTINGS } from './crego.admin-settings.provider.js';
import type { CregoCaller } from './crego.call.client.js';
import { CregoDesignClient } from './crego.design.client.js';
import { CregoDesigns } from './crego.design.provider.js';
import { CregoDocumentClient } from './crego.document.client.js';
import { CregoDocuments } from './crego.document.provider.js';

/** The largest file that is taken from the document storage. */
export const CREGO_MAX_FILE_BYTES = 25 * 1024 * 1024;

/** The ports of Crego's administration and document storage. */
export function createAdminPorts(
  caller: CregoCaller,
  values: SettingValues<typeof CREGO_ADMIN_SETTINGS>,
  fileField: string,
): Pick<CapabilityPorts, 'WORKFLOW_DESIGN' | 'WORKFLOW_DOCUMENTS'> {
  const designs = new CregoDesignClient(caller, {
    designsPath: values.CREGO_DESIGNS_PATH,
    expandedPath: values.CREGO_DESIGN_EXPANDED_PATH,
    currentPath: values.CREGO_DESIGN_CURRENT_PATH,
    duplicatePath: values.CREGO_DESIGN_DUPLICATE_PATH,
    validationPath: values.CREGO_DESIGN_VALIDATION_PATH,
    storesPath: values.CREGO_STORES_PATH,
    warehousesPath: values.CREGO_WAREHOUSES_PATH,
    schemaPath: values.CREGO_SCHEMA_PATH,
    flowKey: values.CREGO_DESIGN_FLOW_KEY,
    contentKey: values.CREGO_RECORD_CONTENT_KEY,
    pageKey: values.CREGO_PAGE_KEY,
  });
  const documents = new CregoDocumentClient(caller, {
    documentsPath: values.CREGO_STORAGE_DOCUMENTS_PATH,
    filesPath: values.CREGO_STORAGE_FILES_PATH,
    downloadPath: values.CREGO_STORAGE_DOWNLOAD_PATH,
    fileField,
    maxFileBytes: CREGO_MAX_FILE_BYTES,
  });
  return { WORKFLOW_DESIGN: new CregoDesigns(designs), WORKFLOW_DOCUMENTS: new CregoDocuments(documents) };
}
