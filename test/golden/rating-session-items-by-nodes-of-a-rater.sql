select "dissent"."session_item_id", "dissent"."text", "rater_assignment"."pseudonym"
  from "dissent"
  inner join "rater_assignment" on "rater_assignment"."id" = "dissent"."assignment_id"
  where "dissent"."session_item_id" in ($*)
  order by "rater_assignment"."pseudonym";

select "evaluation".*, ( select jsonb_build_object( 'key', 'evaluation:' || "evaluation"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'evaluation:' || "evaluation"."id") as "position", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation.id and a.state = any($?::text[])) as "rater_ids"
  from "evaluation"
  where "evaluation"."id" in ($*);

select "evaluation_id", "rater_id", "state"
  from "rater_assignment"
  where "evaluation_id" in ($*) and "state" in ($*);

select "evaluation_item"."id", "evaluation_item"."indicator_code", "rating_cycle"."methodology_version_id"
  from "evaluation_item"
  inner join "evaluation" on "evaluation"."id" = "evaluation_item"."evaluation_id"
  inner join "rating_cycle" on "rating_cycle"."id" = "evaluation"."cycle_id"
  where "evaluation_item"."id" in ($*);

select "evaluation_item".*, "evaluation"."council_id", "evaluation"."cycle_id", "rating_cycle"."state" as "cycle_state", "rating_cycle"."methodology_version_id", coalesce("rating_cycle"."evidence_close_on" < (select (now() at time zone 'Asia/Tashkent')::date), false) as "evidence_is_behind", coalesce("rating_cycle"."scoring_close_on" < (select (now() at time zone 'Asia/Tashkent')::date), false) as "marks_are_behind", coalesce(evaluation_item.round_closes_at <= now(), false) as "round_is_over", ( select jsonb_build_object('points', a.points, 'basis', a.basis, 'reason', null)
  from score_adjustment a
  where a.item_id = evaluation_item.id
  order by a.id desc
  limit 1) as "adjustment"
  from "evaluation_item"
  inner join "evaluation" on "evaluation"."id" = "evaluation_item"."evaluation_id"
  inner join "rating_cycle" on "rating_cycle"."id" = "evaluation"."cycle_id"
  where "evaluation_item"."id" in ($*);

select "proposal_vote"."proposal_id", "proposal_vote"."vote", "proposal_vote"."text", "rater_assignment"."pseudonym"
  from "proposal_vote"
  inner join "rater_assignment" on "rater_assignment"."id" = "proposal_vote"."assignment_id"
  where "proposal_vote"."proposal_id" in ($*)
  order by "rater_assignment"."pseudonym";

select "rating_round".*, "session_item"."item_id", "timer"."ends_at"
  from "rating_round"
  inner join "session_item" on "session_item"."id" = "rating_round"."session_item_id"
  left join "timer" on "timer"."object_id" = "rating_round"."id"
  where "rating_round"."session_item_id" in ($*)
  order by "rating_round"."number";

select "score_draft".*, "rater_assignment"."rater_id"
  from "score_draft"
  inner join "rater_assignment" on "rater_assignment"."id" = "score_draft"."assignment_id"
  inner join "evaluation_item" on "evaluation_item"."id" = "score_draft"."item_id"
  where "score_draft"."round" = coalesce("evaluation_item"."open_round", "evaluation_item"."revealed_round", 0) and "score_draft"."item_id" in ($*) and "rater_assignment"."rater_id" in ($*);

select "score_opening".*, "score"."id", "score"."assignment_id", "score"."item_id", "score"."round", "score"."state", "score"."commitment_hash", "score"."created_at", "rater_assignment"."rater_id", "rater_assignment"."pseudonym", "rater_assignment"."state" as "assignment_state", case when ("rater_assignment"."rater_id" = $? and "score_opening"."score_id" is null) then "score"."sealed" end as "sealed"
  from "score"
  inner join "rater_assignment" on "rater_assignment"."id" = "score"."assignment_id"
  left join "score_opening" on "score_opening"."score_id" = "score"."id"
  where "score"."item_id" in ($*)
  order by "rater_assignment"."pseudonym", "score"."round", "score"."created_at";

select "score_opening".*, "score"."id", "score"."assignment_id", "score"."item_id", "score"."round", "score"."state", "score"."commitment_hash", "score"."created_at", "rater_assignment"."rater_id", "rater_assignment"."pseudonym", "rater_assignment"."state" as "assignment_state", null as "sealed"
  from "score"
  inner join "rater_assignment" on "rater_assignment"."id" = "score"."assignment_id"
  inner join "score_opening" on "score_opening"."score_id" = "score"."id"
  where "score"."item_id" in ($*) and "score"."state" in ($*)
  order by "rater_assignment"."pseudonym";

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select "session_item".*, "evaluation_item"."evaluation_id", "evaluation"."council_id", "evaluation_item"."indicator_code", "rating_session"."state" as "session_state", "rating_cycle"."state" as "cycle_state", "facilitation"."holder_id", (methodology_version.body ->> 'maxRounds')::int as "max_rounds", array( select e.council_id::text
  from session_evaluation se
  join evaluation e on e.id = se.evaluation_id
  where se.session_id = session_item.session_id) as "council_ids", array( select se.evaluation_id::text
  from session_evaluation se
  where se.session_id = session_item.session_id) as "evaluation_ids", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation_item.evaluation_id and a.state in ('ACTIVE', 'COMPLETED')) as "rater_ids", array( select o.account_id::text
  from session_observer o
  where o.session_id = session_item.session_id) as "observer_ids", array( select last.account_id::text
  from ( select distinct on (c.account_id) c.account_id, c.checked_out_at, c.checked_out_by
  from check_in c
  where c.subject_id = "session_item"."session_id" and true
  order by c.account_id, c.checked_in_at desc, c.id desc) last
  where (last.checked_out_at is null or (last.checked_out_by <> last.account_id and last.checked_out_at > coalesce(rating_session.closed_at, now()) - make_interval(mins => 10)))) as "taking_part_ids"
  from "session_item"
  inner join "evaluation_item" on "evaluation_item"."id" = "session_item"."item_id"
  inner join "evaluation" on "evaluation"."id" = "evaluation_item"."evaluation_id"
  inner join "rating_session" on "rating_session"."id" = "session_item"."session_id"
  inner join "rating_cycle" on "rating_cycle"."id" = "rating_session"."cycle_id"
  inner join "methodology_version" on "methodology_version"."id" = "rating_cycle"."methodology_version_id"
  inner join "facilitation" on "facilitation"."subject_id" = "rating_session"."id"
  where "session_item"."id" in ($*);

select *
  from "consensus_proposal"
  where "session_item_id" in ($*)
  order by "id";

select *
  from "methodology_version"
  where "id" in ($*);

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles, array( select left_assignment.evaluation_id::text
  from rater_assignment left_assignment
  where left_assignment.rater_id = a.id and left_assignment.state = any($?::text[])) as left_evaluations
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';
