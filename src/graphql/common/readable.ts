import { SealedValueError } from '../../domain/personal-data/sealer.js';

/** A kept value for one field of a view. One that does not open becomes the field's own error and spares the others. */
export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    // The executors take an error in place of a value for the failure of that field.
    if (error instanceof SealedValueError) return error as T;
    throw error;
  }
}
