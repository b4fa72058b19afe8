import { Field, ObjectType } from 'type-graphql';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { asObjectType } from '../../relay/row-view.js';
import type { PersonRow } from './account.loader.js';

/** A human being. */
@ObjectType('Person', {
  implements: Node,
  description: 'A human being who holds a seat or an account. Holders of seats, present and past, are public; others are seen where their account is.',
  simpleResolvers: true,
})
export class PersonType extends Node {
  @Field(() => String, { description: 'Family name, given name and patronymic, in the script they were recorded in.' })
  readonly fullName!: string;

  @Field(() => String, { description: 'The family name.' })
  readonly familyName!: string;

  @Field(() => String, { description: 'The given name.' })
  readonly givenName!: string;

  @Field(() => String, { nullable: true, description: 'The patronymic; null where none was recorded.' })
  readonly patronymic!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the person works, as recorded.' })
  readonly organisation!: string | null;

  @Field(() => Boolean, { description: 'True for the persons of the demonstration, who do not exist.' })
  readonly invented!: boolean;
}

/** A row as the schema shows it. A composition has hundreds: only what is asked for is made. */
class PersonOfRow implements PersonType {
  constructor(private readonly row: PersonRow) {}

  get id(): string {
    return encodeNodeId('Person', this.row.id);
  }

  get fullName(): string {
    const { family_name: family, given_name: given, patronymic } = this.row;
    return patronymic ? `${family} ${given} ${patronymic}` : `${family} ${given}`;
  }

  get familyName(): string {
    return this.row.family_name;
  }

  get givenName(): string {
    return this.row.given_name;
  }

  get patronymic(): string | null {
    return this.row.patronymic;
  }

  get organisation(): string | null {
    return this.row.organisation;
  }

  get invented(): boolean {
    return this.row.invented;
  }
}

asObjectType(PersonOfRow, PersonType);

/** A person's row as the schema shows it. */
export function toPerson(row: PersonRow): PersonType {
  return new PersonOfRow(row);
}
