import { Field, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { asObjectType } from '../../relay/row-view.js';
import type { SeatRow } from './council.loader.js';
import type { SeatCategory, SeatFunction } from './seat.entity.js';

/** Seat categories as the schema shows them. */
export const seatCategoryEnum = describedEnum<SeatCategory>('SeatCategory', 'Whom a member of a council stands for.', {
  DEPARTMENT_HEAD: 'Heads of territorial departments of state bodies.',
  DEPUTY: 'Deputies of representative bodies.',
  LAW_ENFORCEMENT: 'Law-enforcement bodies.',
  NGO: 'Non-governmental non-profit organisations.',
  MASS_MEDIA: 'Mass media.',
  BUSINESS: 'The business community.',
});

/** Seat functions as the schema shows them. */
export const seatFunctionEnum = describedEnum<SeatFunction>('SeatFunction', 'What a seat is for.', {
  CHAIR: 'The chair of the council.',
  DEPUTY_CHAIR: 'The deputy chair.',
  MEMBER: 'A member, in one of the categories.',
  RESPONSIBLE_SECRETARY: 'The responsible secretary.',
  SECRETARIAT_OFFICER: 'An officer of the secretariat answerable for the council.',
});

/** A seat. */
@ObjectType('Seat', {
  implements: Node,
  description: 'A place in a council, held by one person at a time. Public.',
  simpleResolvers: true,
})
export class SeatType extends Node {
  @Field(() => seatFunctionEnum, { description: 'What the seat is for.' })
  readonly function!: SeatFunction;

  @Field(() => seatCategoryEnum, { nullable: true, description: "Whom a member stands for; null for other seats." })
  readonly category!: SeatCategory | null;

  @Field(() => Int, { description: 'Its place in the council, from 1.' })
  readonly ordinal!: number;

  readonly seatId!: string;
  readonly councilId!: string;
  /** Left out where the seat came with an appointment: then they are read when they are asked for. */
  readonly titles?: TranslatedText | undefined;
}

/** What a seat is shown from: its row, with or without the titles. */
type SeatSource = Omit<SeatRow, 'title'> & Partial<Pick<SeatRow, 'title'>>;

/** A row as the schema shows it. A composition has hundreds: only what is asked for is made. */
class SeatOfRow implements SeatType {
  constructor(private readonly row: SeatSource) {}

  get id(): string {
    return encodeNodeId('Seat', this.row.id);
  }

  get function(): SeatFunction {
    return this.row.function;
  }

  get category(): SeatCategory | null {
    return this.row.category;
  }

  get ordinal(): number {
    return this.row.ordinal;
  }

  get seatId(): string {
    return this.row.id;
  }

  get councilId(): string {
    return this.row.council_id;
  }

  get titles(): TranslatedText | undefined {
    return this.row.title;
  }
}

asObjectType(SeatOfRow, SeatType);

/** A seat's row as the schema shows it. */
export function toSeat(row: SeatSource): SeatType {
  return new SeatOfRow(row);
}
