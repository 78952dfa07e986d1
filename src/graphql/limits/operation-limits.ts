/** How much one operation may ask for. Each is a largest allowed value. */
export interface OperationLimits {
  /** Characters of the document's text. */
  readonly characters: number;
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Selection sets inside each other, fragments spread out. */
  readonly depth: number;
  /** Aliases, and fields that are asked for more than once, fragments spread out. */
  readonly aliases: number;
  readonly directives: number;
  /** Fields of Query or Mutation. */
  readonly rootFields: number;
  /** Fields in all, fragments spread out. */
  readonly fields: number;
  /** See `OperationCost`. */
  readonly cost: number;
  /** Values in variables, or in the literals of the document. */
  readonly values: number;
  /** Lists and objects inside each other, in variables and literals. */
  readonly valueDepth: number;
  /** Characters of one string, in variables and literals. */
  readonly stringLength: number;
}

export type LimitName = keyof OperationLimits;

/** Which limit was passed. `seen` is a lower bound where counting stopped early. */
export interface LimitExcess {
  readonly limit: LimitName;
  readonly max: number;
  readonly seen: number;
  /** The variable that passed it, where it is one, e.g. `input.pan`. */
  readonly field?: string;
}
