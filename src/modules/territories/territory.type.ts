import { Field, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import type { TerritoryRow } from './territory.loader.js';

/** The kinds of territories as the schema shows them. */
export const territoryKindEnum = describedEnum('TerritoryKind', 'What kind of unit a territory is.', {
  REGION: 'A region (viloyat).',
  CITY: 'The city of Tashkent.',
  REPUBLIC: 'The Republic of Karakalpakstan.',
});

/** A territorial unit. */
@ObjectType('Territory', {
  implements: Node,
  description: 'One of the 14 territorial units of Uzbekistan. Public.',
  simpleResolvers: true,
})
export class TerritoryType extends Node {
  @Field(() => String, { description: 'The code of ISO 3166-2, for example UZ-AN.' })
  readonly code!: string;

  @Field(() => String, { description: 'The number in the national classification SOATO, for example 1703.' })
  readonly soato!: string;

  @Field(() => territoryKindEnum, { description: 'What kind of unit it is.' })
  readonly kind!: keyof typeof territoryKindEnum;

  @Field(() => String, { nullable: true, description: 'Its administrative centre, in Uzbek.' })
  readonly administrativeCentre!: string | null;

  @Field(() => Int, { description: 'How many districts it has.' })
  readonly districtCount!: number;

  @Field(() => Int, { description: 'How many cities of regional subordination it has.' })
  readonly cityCount!: number;

  readonly territoryId!: string;
  readonly names!: { readonly full: TranslatedText; readonly short: TranslatedText };
}

/** A territory's row as the schema shows it. */
export function toTerritory(row: TerritoryRow): TerritoryType {
  return {
    id: encodeNodeId('Territory', row.id),
    code: row.code,
    soato: row.soato,
    kind: row.kind,
    administrativeCentre: row.administrative_centre,
    districtCount: row.district_count,
    cityCount: row.city_count,
    territoryId: row.id,
    names: { full: row.name, short: row.short_name },
  };
}
