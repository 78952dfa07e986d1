import type { ConsentPurpose, CoveredItem } from '../../kernel/consent-purpose.js';
import type { CheckFile } from './check-file.js';
import type { FileRule, InputRule } from './input-rule.js';

/** What leaves the gateway, and the purpose whose notice names it: an item that the notice does not name does not compile. */
type Disclosed = {
  readonly [P in ConsentPurpose]: { readonly purpose: P; readonly items: readonly CoveredItem<P>[] };
}[ConsentPurpose];

/** Everything that our side knows of one kind of check. Total: what is left out does not compile. */
export interface CheckKind<Input, ReadAgain extends boolean = boolean> {
  /** What is checked, in one line, for the documentation of the API. */
  readonly meaning: string;
  /** The same as something that a provider can do, where the API says it in other words. */
  readonly ability?: string;
  readonly discloses: Disclosed;
  /** By input: what it claims, so what the answer must confirm. */
  readonly inputs: { readonly [K in keyof Input]-?: Input[K] extends CheckFile ? FileRule : InputRule };
  /** What the answer must show to be a pass besides confirming the claims, by the name of the statement. */
  readonly needs: readonly string[];
  /** The dates of an answer with which what it looked at runs out, by our names. */
  readonly expiresWith: readonly string[];
  /** The input that reasons are about which say no other; null: the check as a whole. */
  readonly reasonField: string | null;
  /** Units of one call where the settings name no price. */
  readonly units: number;
  /** Whether its provider lets us read the outcome again later, free of charge. */
  readonly readAgain: ReadAgain;
  /** What a record says was checked: masked, because the value in clear is not kept. */
  subject(input: Input): string;
}

export function defineCheck<Input>(kind: CheckKind<Input, true>): CheckKind<Input, true>;
export function defineCheck<Input>(kind: CheckKind<Input, false>): CheckKind<Input, false>;
export function defineCheck<Input>(kind: CheckKind<Input>): CheckKind<Input> {
  return kind;
}
