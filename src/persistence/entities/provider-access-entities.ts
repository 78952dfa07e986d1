import { EntitySchema } from 'typeorm';
import { PROVIDER_COMMAND_STATES, type ProviderCommand } from '../../domain/provider-command/provider-command.js';
import * as c from './columns.js';

/** Written and read as plain SQL by its table. */
export const ProviderTokenEntity = new EntitySchema({
  name: 'ProviderToken',
  tableName: 'provider_tokens',
  columns: {
    userId: { ...c.reference(c.uuid, 'User', 'provider_tokens_user_id_fkey'), primary: true },
    providerId: { ...c.text, primary: true },
    tokenId: c.uuid,
    accessToken: c.sealedText,
    refreshToken: c.optionalSealedText,
    expiresAt: c.optionalInstant,
    updatedAt: c.instant,
  },
});

export const ProviderCommandEntity = new EntitySchema<ProviderCommand>({
  name: 'ProviderCommand',
  tableName: 'provider_commands',
  columns: {
    id: c.id,
    /** No foreign key: the record outlives the account. */
    actorUserId: c.uuid,
    providerId: c.text,
    operation: c.text,
    state: c.oneOf(PROVIDER_COMMAND_STATES),
    createdAt: c.instant,
    finishedAt: c.optionalInstant,
  },
  indices: [{ name: 'provider_commands_state', columns: ['state', 'id'] }],
});
