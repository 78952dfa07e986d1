import { ASSUMED, pathSetting, recordPathSetting } from '../crego.setting-rules.provider.js';

/** Of the document group, which Crego's reference names without its paths. */
export const CREGO_DOCUMENTS_SETTINGS = {
  CREGO_STORAGE_DOCUMENTS_PATH: pathSetting(
    'Path of the document storage; one document follows with its id, as their newer pages have it. Assumption: the body is {name, description}.',
    '/documents/',
  ),
  CREGO_STORAGE_FILES_PATH: recordPathSetting(
    `Path that adds a file to a document, with {id}. ${ASSUMED}`,
    '/documents/{id}/files/',
  ),
  CREGO_STORAGE_DOWNLOAD_PATH: recordPathSetting(
    `Path that gives a document's file as bytes, with {id}. ${ASSUMED}`,
    '/documents/{id}/files/download/',
  ),
};
