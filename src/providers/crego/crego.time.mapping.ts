const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** Crego's times carry microseconds and no zone; they are UTC. Null for anything else. */
export function toUtcInstant(text: string | null): Date | null {
  const found = text === null ? null : ISO_TIME.exec(text);
  if (text === null || found === null) return null;
  const instant = new Date(`${text.replace(' ', 'T')}${found[3] === undefined ? 'Z' : ''}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
