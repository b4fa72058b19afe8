import { Field, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { CursorScalar } from '../../relay/scalars.js';
import { cursorOfColumn } from '../../realtime/postgres/position-column.js';
import type { CouncilRow } from './council-rows.js';

/** The kinds of councils as the schema shows them. */
export const councilKindEnum = describedEnum('CouncilKind', 'Which kind of council it is.', {
  TERRITORIAL: 'The council of one of the 14 territories.',
  NATIONAL: 'The National Council for Combating Corruption.',
});

/** A council. */
@ObjectType('Council', {
  implements: Node,
  description: 'An anti-corruption council: one of the 14 territorial ones, or the National Council. Public.',
  simpleResolvers: true,
})
export class CouncilType extends Node {
  @Field(() => String, { description: 'The code of its territory (ISO 3166-2), UZ for the National Council.' })
  readonly code!: string;

  @Field(() => councilKindEnum, { description: 'Which kind of council it is.' })
  readonly kind!: keyof typeof councilKindEnum;

  @Field(() => Int, { nullable: true, description: 'The year it was formed; null where no source tells it.' })
  readonly foundedYear!: number | null;

  @Field(() => String, { nullable: true, description: 'Where to write to it; null where not recorded.' })
  readonly address!: string | null;

  @Field(() => String, { nullable: true, description: 'Its telephone; null where not recorded.' })
  readonly phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Its e-mail address; null where not recorded.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Its site; null where not recorded.' })
  readonly website!: string | null;

  @Field(() => Date, { description: 'When its card was last changed.' })
  readonly updatedAt!: Date;

  @Field(() => Int, { description: 'The version to send back with a change; a stale one is refused.' })
  readonly version!: number;

  @Field(() => CursorScalar, {
    description: 'Where its stream stood when it was read, for `councilStream(after)`: nothing is missed from there.',
  })
  readonly position!: string;

  readonly councilId!: string;
  readonly territoryId!: string | null;
  readonly texts!: {
    readonly name: TranslatedText;
    readonly about: TranslatedText | null;
    readonly foundingAct: TranslatedText | null;
  };
}

/** A page of councils. */
export const { Connection: CouncilConnection } = connectionTypes(CouncilType, { name: 'Council' });

/** A council's row as the schema shows it. */
export function toCouncil(row: CouncilRow): CouncilType {
  return {
    id: encodeNodeId('Council', row.id),
    code: row.code,
    kind: row.kind,
    foundedYear: row.founded_year,
    address: row.address,
    phone: row.phone,
    email: row.email,
    website: row.website,
    updatedAt: row.updated_at,
    version: row.version,
    // Not read where nobody asked for it; then nobody looks here.
    position: row.position ? cursorOfColumn(row.position) : '',
    councilId: row.id,
    territoryId: row.territory_id,
    texts: { name: row.name, about: row.about, foundingAct: row.founding_act },
  };
}
