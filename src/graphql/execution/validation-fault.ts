interface ValidatedProperty {
  readonly property: string;
  readonly constraints: Readonly<Record<string, string>>;
  readonly children: readonly ValidatedProperty[];
}

/**
 * The first finding of class-validator in type-graphql's `ArgumentValidationError`, as field path and message.
 * The error itself carries the whole rejected input and must not travel further. `null` for any other error.
 */
export function findValidationFault(error: Error): { message: string; field: string } | null {
  const { extensions } = error as { extensions?: { validationErrors?: unknown } };
  const findings = extensions?.validationErrors;
  if (!Array.isArray(findings)) return null;
  const path: string[] = [];
  let finding = toProperty(findings[0]);
  while (finding) {
    path.push(finding.property);
    const message = Object.values(finding.constraints)[0];
    if (message !== undefined) return describe(path, message);
    finding = finding.children[0] ?? null;
  }
  return describe(path, 'must be valid');
}

function describe(path: readonly string[], message: string): { message: string; field: string } {
  const field = path.join('.');
  return { message: `Value at "${field}" is not valid: ${message}`, field };
}

function toProperty(value: unknown): ValidatedProperty | null {
  if (typeof value !== 'object' || value === null) return null;
  const { property, constraints, children } = value as Partial<ValidatedProperty>;
  if (typeof property !== 'string') return null;
  const inner = Array.isArray(children) ? children.map(toProperty).filter((child) => child !== null) : [];
  return { property, constraints: constraints ?? {}, children: inner };
}
