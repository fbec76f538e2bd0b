-- The queue's list reads by the next promise; a case without one (paused) comes last. The predicate repeats the open
-- states of the case machine: a query that names them as literals uses these indexes, one with parameters does not.
DROP INDEX case_queue;
DROP INDEX case_queue_assignee;
CREATE INDEX case_queue ON case_file ((coalesce(next_due_on, DATE '9999-12-31')), id) WHERE state IN ('submitted', 'intake_check', 'supplement_required', 'accepted_deferred', 'accepted', 'eligibility_review', 'expert_review', 'panel_decision', 'public_notice', 'objection_hold', 'suspended');
CREATE INDEX case_queue_assignee ON case_file (assignee_id, (coalesce(next_due_on, DATE '9999-12-31')), id) WHERE state IN ('submitted', 'intake_check', 'supplement_required', 'accepted_deferred', 'accepted', 'eligibility_review', 'expert_review', 'panel_decision', 'public_notice', 'objection_hold', 'suspended');
CREATE INDEX case_queue_unassigned ON case_file ((coalesce(next_due_on, DATE '9999-12-31')), id) WHERE assignee_id IS NULL AND state IN ('submitted', 'intake_check', 'accepted', 'eligibility_review');
CREATE INDEX case_queue_state ON case_file (state, (coalesce(next_due_on, DATE '9999-12-31')), id);
-- all cases, open and closed, in the same order
CREATE INDEX case_by_due ON case_file ((coalesce(next_due_on, DATE '9999-12-31')), id);
-- what was finished in a month
CREATE INDEX case_clock_stopped ON case_clock (stopped_on) WHERE phase = 'handling' AND stopped_on IS NOT NULL;
-- search by number, name and phone
CREATE INDEX case_no_trgm ON case_file USING gin (lower(case_no) gin_trgm_ops);
CREATE INDEX person_name_trgm ON person USING gin (lower(name) gin_trgm_ops);
CREATE INDEX person_phone_trgm ON person USING gin (phone gin_trgm_ops) WHERE phone IS NOT NULL;
