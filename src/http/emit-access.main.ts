import { emitSection } from '../config/emitted-section.js';
import { toAccessTables } from './access-tables.js';

/** Writes who may do what into the documents. */
emitSection({ file: 'docs/access.md', name: 'access', content: toAccessTables() });
