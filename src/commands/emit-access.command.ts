import 'reflect-metadata';
import { toAccessTables } from '../http/access-tables.js';
import { emitSection } from './emitted-section.js';

/** Writes who may do what into the documents. */
emitSection({ file: 'docs/access.md', name: 'access', content: toAccessTables() });
