import { Field, Int, ObjectType } from 'type-graphql';
import { describeMachine } from '../../machine.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import type { AppealState } from './appeal.entity.js';
import type { AppealRow } from './appeal.loader.js';
import { appealMachine } from './appeal.machine.js';
import type { AppealFacts } from './appeal.policy.js';
import { rulingRule } from './ruling.js';

/** The states as the schema shows them. */
export const appealStateEnum = describedEnum<AppealState>(
  'AppealState',
  `Where an appeal stands. ${rulingRule} Its path:\n${describeMachine(appealMachine)}`,
  {
    DRAFT: 'The council writes it; the chair has not signed it yet.',
    FILED: 'Signed by the chair; a cycle manager is to say whether it is admissible.',
    ADMISSIBLE: 'It waits for a panel.',
    INADMISSIBLE: 'It is not looked at; the council may complain once to an approver.',
    IN_PANEL: 'A panel decides it, item by item.',
    DECIDED: 'Every item was dismissed. Where one was upheld it is left in the same instant.',
    APPLIED: 'What was granted has taken the place of the official points.',
    CLOSED: 'Put away: decided and applied, or inadmissible for good.',
    WITHDRAWN: 'Taken back by the council before it was decided.',
  },
);

/** An appeal. */
@ObjectType('Appeal', {
  implements: Node,
  description:
    "A council's appeal against the preliminary result of its evaluation. For the council's own people, for those who run, approve and audit cycles, for the Agency, and for its panel.",
  simpleResolvers: true,
})
export class AppealType extends Node {
  @Field(() => appealStateEnum, { description: 'Where it stands.' })
  readonly state!: AppealState;

  @Field(() => String, { description: 'The code of the council that appeals.' })
  readonly councilCode!: string;

  @Field(() => Date, { nullable: true, description: 'Up to when appeals are filed in its cycle, that instant itself not included.' })
  readonly termEndsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the chair has signed it; null before.' })
  readonly filedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was found admissible or not: the last word on that. Null while nothing was said.',
  })
  readonly admissionReasons!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the council says against its being found inadmissible; null without a complaint.',
  })
  readonly complaint!: string | null;

  @Field(() => Date, { nullable: true, description: 'When its last item was decided; null before.' })
  readonly decidedAt!: Date | null;

  @Field(() => Int, { description: 'The version to send back with a change; a stale one is refused.' })
  readonly version!: number;

  readonly row!: AppealRow;
}

/** A page of appeals. */
export const { Connection: AppealConnection } = connectionTypes(AppealType, { name: 'Appeal' });

/** A row as the schema shows it. */
export function toAppeal(row: AppealRow): AppealType {
  return {
    id: encodeNodeId('Appeal', row.id),
    state: row.state,
    councilCode: row.council_snapshot.code,
    termEndsAt: row.term_end,
    filedAt: row.filed_at,
    admissionReasons: row.admission_reasons,
    complaint: row.complaint,
    decidedAt: row.decided_at,
    version: row.version,
    row,
  };
}

/** What the rules on an appeal look at; the councils that bar the viewer are asked for apart. */
export function factsOfRow(row: AppealRow, cycleCouncilIds: readonly string[]): AppealFacts {
  return {
    state: row.state,
    councilId: row.council_id,
    cycleState: row.cycle_state,
    isTermOver: row.is_term_over,
    cycleCouncilIds,
    panelIds: row.panel_ids,
    admittedBy: row.admitted_by,
    hasComplained: row.complaint !== null,
  };
}
