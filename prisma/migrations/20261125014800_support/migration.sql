-- Agreements, payees, instalments, milestones, clawbacks. What was agreed is never rewritten, a payment takes three people
-- and a bank receipt that the books know, an account changed after the approval is not paid, a clawback waits for the answer.

ALTER TABLE support_agreement ADD COLUMN term_months int NOT NULL, ADD COLUMN term_from date, ADD COLUMN signed_version int, ADD COLUMN ended_by uuid;
ALTER TABLE payee_account ADD COLUMN refused_reason text;
ALTER TABLE instalment ADD COLUMN check_evidence text NOT NULL DEFAULT '', ADD COLUMN return_note text NOT NULL DEFAULT '';
ALTER TABLE clawback ADD COLUMN agreement_id uuid NOT NULL REFERENCES support_agreement(id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD COLUMN rest text, ADD COLUMN repay_months int, ADD COLUMN closed_by uuid, ADD COLUMN closed_at timestamptz, ADD COLUMN close_reason text;
CREATE INDEX clawback_agreement_id_idx ON clawback (agreement_id);
DROP INDEX support_agreement_case_id_key;
CREATE INDEX support_agreement_case_id_idx ON support_agreement (case_id);
CREATE UNIQUE INDEX support_agreement_one_live ON support_agreement (case_id) WHERE state <> 'terminated';

-- Nobody near to a case handles its money; the same function that guards the signatures of the decision.
CREATE FUNCTION refuse_related(p_user uuid, p_case uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE near text;
BEGIN
  SELECT hard_relation(u.person_id, p_case) INTO near FROM app_user u WHERE u.id = p_user;
  IF near = 'member' THEN RAISE EXCEPTION 'own case' USING ERRCODE = 'check_violation'; END IF;
  IF near IS NOT NULL THEN RAISE EXCEPTION 'related case: %', near USING ERRCODE = 'check_violation'; END IF;
END $$;

CREATE FUNCTION person_of(p_user uuid) RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT person_id FROM app_user WHERE id = p_user $$;

-- A clawback that is not decided yet holds every further payment of its case.
CREATE FUNCTION payments_held(p_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM clawback WHERE case_id = p_case AND state IN ('opened', 'notice_sent', 'objection')) $$;

-- agreements ------------------------------------------------------------------------------------------------------------
ALTER TABLE support_agreement
  ADD CONSTRAINT agreement_amount CHECK (amount_fen BETWEEN 1 AND 100000000000),
  ADD CONSTRAINT agreement_term CHECK (term_months BETWEEN 1 AND 120),
  ADD CONSTRAINT agreement_signed_whole CHECK (num_nulls(signed_hash, signed_by, signed_at, signed_version) IN (0, 4)),
  ADD CONSTRAINT agreement_countersigned_whole CHECK (num_nulls(counter_signed_by, counter_signed_at, term_from) IN (0, 3)),
  ADD CONSTRAINT agreement_ended_whole CHECK (num_nulls(ended_at, ended_by, end_reason) IN (0, 3) AND (end_reason IS NULL OR char_length(btrim(end_reason)) >= 4)),
  ADD CONSTRAINT agreement_is_signed CHECK (CASE state WHEN 'drafted' THEN signed_at IS NULL AND counter_signed_at IS NULL
    WHEN 'signed_by_applicant' THEN signed_at IS NOT NULL AND counter_signed_at IS NULL
    WHEN 'terminated' THEN ended_at IS NOT NULL
    ELSE signed_at IS NOT NULL AND counter_signed_at IS NOT NULL END),
  ADD CONSTRAINT agreement_has_two_sides CHECK (counter_signed_by <> drafted_by AND counter_signed_by <> signed_by);
CREATE TRIGGER guard_transition BEFORE UPDATE ON support_agreement FOR EACH ROW EXECUTE FUNCTION guard_transition('agreement');

CREATE FUNCTION guard_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c case_file%ROWTYPE;
  grows text[] := ARRAY['state', 'version', 'signed_hash', 'signed_version', 'signed_by', 'signed_at', 'counter_signed_by', 'counter_signed_at', 'term_from',
    'scan_file_id', 'ended_at', 'ended_by', 'end_reason'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO c FROM case_file WHERE id = NEW.case_id FOR SHARE;
    IF c.state <> 'approved' OR NEW.state <> 'drafted' OR NEW.person_id <> c.person_id OR NEW.amount_fen IS DISTINCT FROM amount_to_sign(NEW.case_id) THEN
      RAISE EXCEPTION 'an agreement says what was approved' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM document WHERE id = NEW.document_id AND case_id = NEW.case_id AND kind = 'support_agreement') THEN
      RAISE EXCEPTION 'an agreement has its text' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM refuse_related(NEW.drafted_by, NEW.case_id);
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - grows <> to_jsonb(OLD) - grows
     OR (OLD.signed_at IS NOT NULL AND (NEW.signed_hash, NEW.signed_version, NEW.signed_by, NEW.signed_at) IS DISTINCT FROM (OLD.signed_hash, OLD.signed_version, OLD.signed_by, OLD.signed_at))
     OR (OLD.counter_signed_at IS NOT NULL AND (NEW.counter_signed_by, NEW.counter_signed_at, NEW.term_from) IS DISTINCT FROM (OLD.counter_signed_by, OLD.counter_signed_at, OLD.term_from))
     OR OLD.state IN ('completed', 'terminated') AND to_jsonb(NEW) - 'scan_file_id' <> to_jsonb(OLD) - 'scan_file_id' THEN
    RAISE EXCEPTION 'an agreement is not rewritten' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'signed_by_applicant' AND (person_of(NEW.signed_by) IS DISTINCT FROM NEW.person_id
     OR NEW.signed_hash IS DISTINCT FROM (SELECT fingerprint FROM document WHERE id = NEW.document_id)) THEN
    RAISE EXCEPTION 'the applicant signs the text as it is' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'in_force' THEN
    PERFORM refuse_related(NEW.counter_signed_by, NEW.case_id);
    IF NOT EXISTS (SELECT 1 FROM ledger_txn WHERE kind = 'contract' AND ref = NEW.number AND case_id = NEW.case_id) THEN
      RAISE EXCEPTION 'an agreement in force is in the books' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.state = 'terminated' AND (EXISTS (SELECT 1 FROM instalment WHERE agreement_id = NEW.id AND state NOT IN ('paid', 'cancelled'))
     OR EXISTS (SELECT 1 FROM instalment WHERE agreement_id = NEW.id AND state = 'paid')
        AND NOT EXISTS (SELECT 1 FROM clawback WHERE agreement_id = NEW.id AND rest = 'terminate')) THEN
    RAISE EXCEPTION 'money decides how an agreement ends' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'completed' AND (EXISTS (SELECT 1 FROM instalment WHERE agreement_id = NEW.id AND state NOT IN ('paid', 'cancelled'))
     OR EXISTS (SELECT 1 FROM milestone WHERE agreement_id = NEW.id AND state <> 'accepted')) THEN
    RAISE EXCEPTION 'something of the agreement is open' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_agreement BEFORE INSERT OR UPDATE ON support_agreement FOR EACH ROW EXECUTE FUNCTION guard_agreement();

-- payees ----------------------------------------------------------------------------------------------------------------
ALTER TABLE payee_account
  ADD CONSTRAINT payee_last_four CHECK (account_last4 ~ '^[0-9]{4}$'),
  ADD CONSTRAINT payee_named CHECK (char_length(btrim(holder_name)) >= 2 AND char_length(btrim(bank_name)) >= 4),
  ADD CONSTRAINT payee_confirmed_whole CHECK (num_nulls(confirmed_by, confirmed_at, usable_from) IN (0, 3) AND (usable_from IS NULL OR usable_from >= confirmed_at)),
  ADD CONSTRAINT payee_by_another CHECK (confirmed_by <> created_by),
  ADD CONSTRAINT payee_refusal CHECK (refused_reason IS NULL OR (confirmed_at IS NULL AND replaced_at IS NOT NULL AND char_length(btrim(refused_reason)) >= 4));
CREATE UNIQUE INDEX payee_account_one_proposed ON payee_account (person_id) WHERE confirmed_at IS NULL AND replaced_at IS NULL;
CREATE UNIQUE INDEX payee_account_one_current ON payee_account (person_id) WHERE confirmed_at IS NOT NULL AND replaced_at IS NULL;

CREATE FUNCTION guard_payee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE grows text[] := ARRAY['confirmed_by', 'confirmed_at', 'usable_from', 'replaced_at', 'refused_reason']; hours int; near uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.confirmed_at IS NOT NULL OR NEW.replaced_at IS NOT NULL OR person_of(NEW.created_by) IS DISTINCT FROM NEW.person_id THEN
      RAISE EXCEPTION 'an account is told by who is paid, and confirmed later' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.holder_name NOT IN (
      SELECT name FROM person WHERE id = NEW.person_id
      UNION SELECT v.company_name FROM venture v JOIN venture_member m ON m.venture_id = v.id WHERE m.person_id = NEW.person_id AND m.left_at IS NULL AND v.company_name IS NOT NULL) THEN
      RAISE EXCEPTION 'the holder is the applicant or the company' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - grows <> to_jsonb(OLD) - grows OR OLD.replaced_at IS NOT NULL
     OR (OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_by, NEW.confirmed_at, NEW.usable_from) IS DISTINCT FROM (OLD.confirmed_by, OLD.confirmed_at, OLD.usable_from)) THEN
    RAISE EXCEPTION 'an account is not rewritten: tell another one' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL THEN
    FOR near IN SELECT case_id FROM support_agreement WHERE person_id = NEW.person_id AND state <> 'terminated' LOOP
      PERFORM refuse_related(NEW.confirmed_by, near);
    END LOOP;
    SELECT value::int INTO hours FROM rule_value WHERE key = 'support.payee_cooldown_hours' AND valid_to IS NULL;
    IF EXISTS (SELECT 1 FROM payee_account WHERE person_id = NEW.person_id AND id <> NEW.id AND confirmed_at IS NOT NULL)
       AND NEW.usable_from < NEW.confirmed_at + make_interval(hours => coalesce(hours, 24)) THEN
      RAISE EXCEPTION 'a changed account waits' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_payee BEFORE INSERT OR UPDATE ON payee_account FOR EACH ROW EXECUTE FUNCTION guard_payee();

/* What an approval approves: this instalment, this amount, this account in every sign of it. */
CREATE FUNCTION payment_hash(p_instalment uuid, p_amount bigint, p_payee uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', p_instalment, p_amount, a.id, a.person_id, a.holder_name, a.bank_name, encode(a.account_cipher, 'hex'), a.account_last4), 'UTF8')), 'hex')
    FROM payee_account a WHERE a.id = p_payee $$;

CREATE FUNCTION payee_usable(p_payee uuid, p_person uuid, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM payee_account WHERE id = p_payee AND person_id = p_person AND confirmed_at IS NOT NULL AND replaced_at IS NULL AND usable_from <= p_at) $$;

-- instalments -----------------------------------------------------------------------------------------------------------
ALTER TABLE instalment
  ADD CONSTRAINT instalment_part CHECK (no >= 1 AND percent BETWEEN 1 AND 100 AND amount_fen > 0),
  ADD CONSTRAINT instalment_condition CHECK (condition IN ('on_contract', 'milestone') AND (condition = 'milestone') = (milestone_id IS NOT NULL)),
  ADD CONSTRAINT instalment_steps CHECK (
    num_nulls(request_no, requested_by, requested_at, payee_id) IN (0, 4) AND num_nulls(checked_by, checked_at) IN (0, 2)
    AND num_nulls(approved_by, approved_at, payee_hash) IN (0, 3) AND num_nulls(bank_receipt_no, paid_on, paid_by) IN (0, 3)
    AND CASE state WHEN 'planned' THEN requested_at IS NULL AND checked_at IS NULL AND approved_at IS NULL AND paid_on IS NULL
      WHEN 'requested' THEN requested_at IS NOT NULL AND checked_at IS NULL AND approved_at IS NULL AND paid_on IS NULL
      WHEN 'checked' THEN requested_at IS NOT NULL AND checked_at IS NOT NULL AND approved_at IS NULL AND paid_on IS NULL
      WHEN 'approved' THEN checked_at IS NOT NULL AND approved_at IS NOT NULL AND paid_on IS NULL
      WHEN 'paid' THEN checked_at IS NOT NULL AND approved_at IS NOT NULL AND paid_on IS NOT NULL
      ELSE paid_on IS NULL END),
  ADD CONSTRAINT instalment_check_says_why CHECK (checked_at IS NULL OR (char_length(btrim(check_note)) >= 2 AND char_length(btrim(check_evidence)) >= 2)),
  ADD CONSTRAINT instalment_takes_three CHECK (checked_by <> requested_by AND approved_by <> checked_by AND approved_by <> requested_by AND paid_by <> approved_by AND paid_by <> requested_by);
CREATE TRIGGER guard_transition BEFORE UPDATE ON instalment FOR EACH ROW EXECUTE FUNCTION guard_transition('instalment');

CREATE FUNCTION guard_instalment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE a support_agreement%ROWTYPE; fixed text[] := ARRAY['id', 'agreement_id', 'no', 'percent', 'amount_fen', 'condition', 'milestone_id']; k text;
BEGIN
  SELECT * INTO a FROM support_agreement WHERE id = NEW.agreement_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF a.state <> 'drafted' OR NEW.state <> 'planned' OR a.signed_at IS NOT NULL THEN
      RAISE EXCEPTION 'instalments are agreed with the agreement' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  FOREACH k IN ARRAY fixed LOOP
    IF to_jsonb(NEW) -> k IS DISTINCT FROM to_jsonb(OLD) -> k THEN
      RAISE EXCEPTION 'an instalment is not rewritten' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  IF NEW.state = OLD.state THEN
    IF NEW.state NOT IN ('planned') AND to_jsonb(NEW) - ARRAY['return_note'] <> to_jsonb(OLD) - ARRAY['return_note'] THEN
      RAISE EXCEPTION 'a step of a payment is not rewritten' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  -- a payment whose booking was taken back is recorded anew, also when the agreement was done by it
  IF NEW.state IN ('requested', 'checked', 'approved', 'paid') AND OLD.state <> 'paid'
     AND (NOT (a.state = 'in_force' OR a.state = 'completed' AND NEW.state = 'paid') OR payments_held(a.case_id)) THEN
    RAISE EXCEPTION 'payments of this agreement are held' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'requested' AND (person_of(NEW.requested_by) IS DISTINCT FROM a.person_id OR NOT payee_usable(NEW.payee_id, a.person_id, NEW.requested_at)) THEN
    RAISE EXCEPTION 'who is paid asks, to an account that may be used' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'requested' AND NEW.condition = 'milestone' AND EXISTS (
    SELECT 1 FROM milestone m JOIN milestone due ON due.id = NEW.milestone_id AND due.agreement_id = m.agreement_id
     WHERE m.agreement_id = NEW.agreement_id AND m.no <= due.no AND m.state <> 'accepted') THEN
    RAISE EXCEPTION 'the milestone is not accepted' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'checked' THEN PERFORM refuse_related(NEW.checked_by, a.case_id); END IF;
  IF NEW.state = 'approved' AND OLD.state = 'checked' THEN
    PERFORM refuse_related(NEW.approved_by, a.case_id);
    IF NOT payee_usable(NEW.payee_id, a.person_id, NEW.approved_at) OR NEW.payee_hash IS DISTINCT FROM payment_hash(NEW.id, NEW.amount_fen, NEW.payee_id) THEN
      RAISE EXCEPTION 'an approval names the account as it is' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.state = 'approved' AND OLD.state = 'paid' AND NOT EXISTS (
    SELECT 1 FROM ledger_txn t JOIN ledger_txn r ON r.reverses = t.id WHERE t.kind = 'disburse' AND t.ref = OLD.bank_receipt_no) THEN
    RAISE EXCEPTION 'a payment is taken back in the books first' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'paid' THEN
    PERFORM refuse_related(NEW.paid_by, a.case_id);
    IF OLD.payee_hash IS DISTINCT FROM payment_hash(NEW.id, NEW.amount_fen, NEW.payee_id) OR NEW.payee_hash IS DISTINCT FROM OLD.payee_hash
       OR EXISTS (SELECT 1 FROM payee_account WHERE id = NEW.payee_id AND replaced_at IS NOT NULL) THEN
      RAISE EXCEPTION 'the account was changed after the approval' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id
                    WHERE t.kind = 'disburse' AND t.ref = NEW.bank_receipt_no AND t.case_id = a.case_id AND t.approver_id = NEW.approved_by AND e.amount_fen = NEW.amount_fen) THEN
      RAISE EXCEPTION 'a payment is in the books' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_instalment BEFORE INSERT OR UPDATE ON instalment FOR EACH ROW EXECUTE FUNCTION guard_instalment();

-- The parts are the whole, to the fen and to the per cent.
CREATE FUNCTION instalments_are_the_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE id_of uuid := CASE TG_TABLE_NAME WHEN 'support_agreement' THEN (to_jsonb(NEW)->>'id')::uuid ELSE (to_jsonb(NEW)->>'agreement_id')::uuid END;
BEGIN
  IF (SELECT (coalesce(sum(i.amount_fen), 0), coalesce(sum(i.percent), 0)) FROM instalment i WHERE i.agreement_id = id_of)
     IS DISTINCT FROM (SELECT (a.amount_fen::numeric, 100::bigint) FROM support_agreement a WHERE a.id = id_of) THEN
    RAISE EXCEPTION 'the instalments are not the whole amount' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER instalments_are_the_whole AFTER INSERT ON support_agreement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION instalments_are_the_whole();
CREATE CONSTRAINT TRIGGER instalments_are_the_whole AFTER INSERT ON instalment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION instalments_are_the_whole();

-- milestones ------------------------------------------------------------------------------------------------------------
ALTER TABLE milestone
  ADD CONSTRAINT milestone_said CHECK (no >= 1 AND char_length(btrim(title)) >= 2 AND char_length(btrim(evidence)) >= 2 AND (moved_from IS NULL OR moved_from < due_on)),
  ADD CONSTRAINT milestone_counts CHECK (times_returned >= 0 AND reminders_sent BETWEEN 0 AND 4),
  ADD CONSTRAINT milestone_steps CHECK (num_nulls(reported_by, reported_at) IN (0, 2) AND num_nulls(reviewed_by, reviewed_at) IN (0, 2) AND CASE state
    WHEN 'due' THEN reported_at IS NULL AND reviewed_at IS NULL
    WHEN 'reported' THEN reported_at IS NOT NULL AND char_length(btrim(report)) >= 10
    ELSE reported_at IS NOT NULL AND reviewed_at IS NOT NULL AND char_length(btrim(review_note)) >= 2 END),
  ADD CONSTRAINT milestone_by_another CHECK (reviewed_by <> reported_by);
CREATE TRIGGER guard_transition BEFORE UPDATE ON milestone FOR EACH ROW EXECUTE FUNCTION guard_transition('milestone');

CREATE FUNCTION guard_milestone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE a support_agreement%ROWTYPE;
BEGIN
  SELECT * INTO a FROM support_agreement WHERE id = NEW.agreement_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF a.state <> 'drafted' OR NEW.state <> 'due' THEN RAISE EXCEPTION 'milestones are agreed with the agreement' USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.agreement_id, NEW.no, NEW.title, NEW.evidence, NEW.due_on, NEW.moved_from) IS DISTINCT FROM (OLD.agreement_id, OLD.no, OLD.title, OLD.evidence, OLD.due_on, OLD.moved_from) THEN
    RAISE EXCEPTION 'a milestone is not rewritten' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'reported' AND NEW.state <> OLD.state AND (a.state <> 'in_force' OR person_of(NEW.reported_by) IS DISTINCT FROM a.person_id) THEN
    RAISE EXCEPTION 'who agreed reports, while the agreement is in force' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state IN ('accepted', 'returned') AND NEW.state <> OLD.state THEN PERFORM refuse_related(NEW.reviewed_by, a.case_id); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_milestone BEFORE INSERT OR UPDATE ON milestone FOR EACH ROW EXECUTE FUNCTION guard_milestone();

-- clawbacks -------------------------------------------------------------------------------------------------------------
ALTER TABLE clawback
  ADD CONSTRAINT clawback_says_why CHECK (ground IN ('misuse', 'fraud', 'early_departure', 'honest_failure') AND char_length(btrim(clause)) >= 2 AND char_length(btrim(facts)) >= 10),
  ADD CONSTRAINT clawback_formula CHECK (paid_fen > 0 AND (months_total IS NULL) = (ground <> 'early_departure') AND (months_left IS NULL) = (months_total IS NULL) AND claimed_fen = CASE ground
    WHEN 'honest_failure' THEN 0 WHEN 'early_departure' THEN (2 * paid_fen * months_left + months_total) / (2 * months_total) ELSE paid_fen END),
  ADD CONSTRAINT clawback_months CHECK (months_total > 0 AND months_left BETWEEN 0 AND months_total),
  ADD CONSTRAINT clawback_notice_whole CHECK (num_nulls(notice_on, answer_due_on, document_id) IN (0, 3) AND (state = 'opened' OR notice_on IS NOT NULL)),
  ADD CONSTRAINT clawback_answer_whole CHECK (num_nulls(answer, answered_at) IN (0, 2) AND (state <> 'objection' OR answer IS NOT NULL)),
  ADD CONSTRAINT clawback_decided_whole CHECK (num_nulls(decided_fen, decided_by, decided_at, reason, rest, repay_months) IN (0, 6)
    AND (decided_at IS NOT NULL) = (state NOT IN ('opened', 'notice_sent', 'objection'))),
  ADD CONSTRAINT clawback_decision CHECK (decided_fen BETWEEN 0 AND claimed_fen AND rest IN ('keep', 'reduce', 'terminate') AND repay_months BETWEEN 1 AND 36
    AND char_length(btrim(reason)) >= 10),
  ADD CONSTRAINT clawback_by_another CHECK (decided_by <> opened_by AND (state <> 'written_off' OR closed_by <> decided_by)),
  ADD CONSTRAINT clawback_ban CHECK (ban_until IS NULL OR (ground IN ('misuse', 'fraud') AND decided_at IS NOT NULL)),
  ADD CONSTRAINT clawback_recovered CHECK (recovered_fen BETWEEN 0 AND coalesce(decided_fen, 0)),
  ADD CONSTRAINT clawback_closed_whole CHECK (num_nulls(closed_by, closed_at, close_reason) IN (0, 3) AND (state <> 'written_off' OR closed_at IS NOT NULL));
CREATE UNIQUE INDEX clawback_one_undecided ON clawback (agreement_id) WHERE state IN ('opened', 'notice_sent', 'objection');
CREATE TRIGGER guard_transition BEFORE UPDATE ON clawback FOR EACH ROW EXECUTE FUNCTION guard_transition('clawback');

/* Working days after a day up to and including another, by the days off as entered. */
CREATE FUNCTION working_days_after(p_from date, p_to date) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT count(*)::int FROM generate_series(p_from + 1, p_to, interval '1 day') AS g(day)
    LEFT JOIN calendar_day c ON c.date = g.day::date WHERE coalesce(c.kind = 'work', extract(isodow FROM g.day) < 6) $$;

CREATE FUNCTION guard_clawback() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE days int; fixed text[] := ARRAY['id', 'number', 'case_id', 'agreement_id', 'person_id', 'ground', 'clause', 'facts', 'formula', 'months_total', 'months_left',
    'paid_fen', 'claimed_fen', 'opened_by', 'opened_at']; k text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'opened' OR NOT EXISTS (SELECT 1 FROM support_agreement WHERE id = NEW.agreement_id AND case_id = NEW.case_id AND person_id = NEW.person_id)
       OR NEW.paid_fen IS DISTINCT FROM (SELECT sum(amount_fen) FROM instalment WHERE agreement_id = NEW.agreement_id AND state = 'paid')
          - (SELECT coalesce(sum(recovered_fen), 0) FROM clawback WHERE agreement_id = NEW.agreement_id) THEN
      RAISE EXCEPTION 'a clawback is about what was paid' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM refuse_related(NEW.opened_by, NEW.case_id);
    RETURN NEW;
  END IF;
  FOREACH k IN ARRAY fixed LOOP
    IF to_jsonb(NEW) -> k IS DISTINCT FROM to_jsonb(OLD) -> k THEN RAISE EXCEPTION 'a clawback is not rewritten' USING ERRCODE = 'check_violation'; END IF;
  END LOOP;
  IF OLD.notice_on IS NOT NULL AND (NEW.notice_on, NEW.answer_due_on, NEW.document_id) IS DISTINCT FROM (OLD.notice_on, OLD.answer_due_on, OLD.document_id)
     OR OLD.decided_at IS NOT NULL AND (NEW.decided_fen, NEW.decided_by, NEW.decided_at, NEW.reason, NEW.rest, NEW.repay_months, NEW.ban_until)
        IS DISTINCT FROM (OLD.decided_fen, OLD.decided_by, OLD.decided_at, OLD.reason, OLD.rest, OLD.repay_months, OLD.ban_until)
     OR OLD.answered_at IS NOT NULL AND (NEW.answer, NEW.answered_at) IS DISTINCT FROM (OLD.answer, OLD.answered_at) THEN
    RAISE EXCEPTION 'a clawback is not rewritten' USING ERRCODE = 'check_violation';
  END IF;
  SELECT value::int INTO days FROM rule_value WHERE key = 'support.clawback_answer_days' AND valid_to IS NULL;
  IF OLD.notice_on IS NULL AND NEW.notice_on IS NOT NULL AND working_days_after(NEW.notice_on, NEW.answer_due_on) < coalesce(days, 5) THEN
    RAISE EXCEPTION 'the time to answer is too short' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL THEN
    PERFORM refuse_related(NEW.decided_by, NEW.case_id);
    IF (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date <= NEW.answer_due_on THEN
      RAISE EXCEPTION 'the time to answer is not over' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM role_grant WHERE user_id = NEW.decided_by AND role_code = 'leader' AND revoked_at IS NULL) THEN
      RAISE EXCEPTION 'a leader decides' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.state = 'recovered' AND NEW.recovered_fen <> NEW.decided_fen THEN
    RAISE EXCEPTION 'not all of it came back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_clawback BEFORE INSERT OR UPDATE ON clawback FOR EACH ROW EXECUTE FUNCTION guard_clawback();

ALTER TABLE clawback_receipt ADD CONSTRAINT receipt_amount CHECK (amount_fen > 0);
CREATE FUNCTION guard_clawback_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c clawback%ROWTYPE;
BEGIN
  SELECT * INTO c FROM clawback WHERE id = NEW.clawback_id FOR UPDATE;
  PERFORM refuse_related(NEW.recorded_by, c.case_id);
  IF NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id
                  WHERE t.kind = 'recover' AND t.ref = NEW.bank_receipt_no AND t.case_id = c.case_id AND e.amount_fen = NEW.amount_fen) THEN
    RAISE EXCEPTION 'money that came back is in the books' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE clawback SET recovered_fen = recovered_fen + NEW.amount_fen WHERE id = c.id;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_clawback_receipt BEFORE INSERT ON clawback_receipt FOR EACH ROW EXECUTE FUNCTION guard_clawback_receipt();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON clawback_receipt FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON clawback_receipt FOR EACH STATEMENT EXECUTE FUNCTION append_only();

/* Does somebody, alone or with a team, still have a clawback that is not settled? For the conditions of the measures. */
CREATE FUNCTION open_clawback(person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM clawback k JOIN support_agreement a ON a.id = k.agreement_id
     WHERE k.state NOT IN ('recovered', 'written_off') AND (k.person_id = open_clawback.person OR EXISTS (
       SELECT 1 FROM venture_member m WHERE m.venture_id = a.venture_id AND m.person_id = open_clawback.person AND m.left_at IS NULL))) $$;

/* The last day on which somebody may not apply, after a decision on misuse or fraud; NULL: none. */
CREATE FUNCTION banned_until(person uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(ban_until) FROM clawback WHERE person_id = banned_until.person $$;
