import { type FieldError, invalid } from '../kernel/problem.js';

const MIN_LENGTH = 10;

export interface NewPassword {
  readonly password: string;
  readonly passwordConfirmation: string;
  readonly email: string;
}

/** @throws ProblemError ValidationProblem that names every fault and repeats nothing */
export function checkNewPassword(
  { password, passwordConfirmation, email }: NewPassword,
  isCommon: (password: string) => boolean,
): void {
  const faults: FieldError[] = [];
  const refuse = (field: string, message: string) => faults.push({ field, message });
  if (password.length < MIN_LENGTH) refuse('password', `must have at least ${MIN_LENGTH} characters`);
  else if (isCommon(password)) refuse('password', 'must not be one of the passwords that are tried first');
  if (password.toLowerCase() === email) refuse('password', 'must not be the email address');
  if (password !== passwordConfirmation) refuse('passwordConfirmation', 'must be the same as the password');
  if (faults.length > 0) throw invalid(faults);
}
