const FIRST_YEAR = 1900;

/** Why nobody can be born on this ISO date, as the end of a sentence about the field; null when somebody can. */
export function birthDateFault(date: string, now: Date): string | null {
  if (Number(date.slice(0, 4)) < FIRST_YEAR) return `must not be before ${FIRST_YEAR}`;
  return date < now.toISOString().slice(0, 10) ? null : 'must be in the past';
}
