import { Field, ObjectType } from 'type-graphql';
import { isHiddenFromSubject, REASON_CATEGORY, type Reason } from '../../domain/kernel/reason.js';
import { internalMessageOf, userMessageOf } from '../../domain/kernel/reason-message.js';
import { enumType } from './enums.js';

const CODES = Object.keys(REASON_CATEGORY) as (keyof typeof REASON_CATEGORY)[];
const words = (code: string) => `${code.charAt(0)}${code.slice(1).toLowerCase().replaceAll('_', ' ')}.`;

export const ReasonCodeEnum = enumType(
  'ReasonCode',
  'Why a check did not simply pass.',
  CODES,
  Object.fromEntries(CODES.map((code) => [code, words(code)])) as Record<(typeof CODES)[number], string>,
);

const CATEGORIES = [...new Set(Object.values(REASON_CATEGORY))];

export const ReasonCategoryEnum = enumType(
  'ReasonCategory',
  'The kind of reason.',
  CATEGORIES,
  Object.fromEntries(CATEGORIES.map((category) => [category, words(category)])) as Record<
    (typeof CATEGORIES)[number],
    string
  >,
);

@ObjectType('Reason', { description: 'One reason behind a decision or outcome.', simpleResolvers: true })
export class ReasonType {
  @Field(() => ReasonCodeEnum, { description: 'The reason in the words of this API.' })
  code!: Reason['code'];

  @Field(() => ReasonCategoryEnum, { description: 'The kind of reason.' })
  category!: (typeof CATEGORIES)[number];

  @Field(() => Boolean, { description: 'Whether the person may simply try again.' })
  retryable!: boolean;

  @Field(() => String, { nullable: true, description: 'The input that the reason is about, where there is one.' })
  field!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What a frontend may show to the person: a sentence in English that says what they can do, the same for every provider. Null for the reasons that only staff see, since showing anything of them would be tipping off.',
  })
  userMessage!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the reason stands for, in English. Staff only: null for the subject.',
  })
  internalMessage!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's own label. Staff only: null for the subject." })
  providerCode!: string | null;
}

/** Leaves out, for the subject, what would tip them off. */
export function visibleReasons(reasons: readonly Reason[], staff: boolean): ReasonType[] {
  return reasons
    .filter((reason) => staff || !isHiddenFromSubject(reason))
    .map((reason) => ({
      ...reason,
      category: REASON_CATEGORY[reason.code],
      userMessage: userMessageOf(reason.code),
      internalMessage: staff ? internalMessageOf(reason.code) : null,
    }));
}
