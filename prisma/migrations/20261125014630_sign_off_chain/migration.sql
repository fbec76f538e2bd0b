-- The sign-off chain is rows (chain_step); the guards below read them. A decision stands on signatures of the current round,
-- each by another person, none by somebody near to the case, in the order of the chain.

ALTER TABLE case_signature ADD COLUMN seconds int,
  DROP CONSTRAINT step_known, DROP CONSTRAINT decision_known,
  ADD CONSTRAINT step_known CHECK (step IN ('first_review', 'second_check', 'panel', 'approval', 'approval_second', 'final_decision')),
  ADD CONSTRAINT decision_known CHECK (CASE WHEN step IN ('approval', 'approval_second') THEN decision IN ('concur', 'issues', 'hold') ELSE decision IN ('concur', 'reject') END),
  ADD CONSTRAINT signed_amount_is_positive CHECK (amount_fen > 0),
  ADD CONSTRAINT seconds_are_counted CHECK (seconds >= 0);
COMMENT ON COLUMN case_signature.seconds IS 'From opening the page to the signature; for the statistics of how decisions are made, never for a person alone.';

CREATE FUNCTION chain_of(p_case uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT r.chain FROM case_file c JOIN application a ON a.id = c.application_id JOIN round r ON r.id = a.round_id WHERE c.id = p_case $$;

-- Signatures that carry the decision: those of the current round and, in a chain with a meeting, the ones before the meeting.
CREATE FUNCTION standing_signatures(p_case uuid) RETURNS SETOF case_signature LANGUAGE sql STABLE AS $$
  SELECT s.* FROM case_signature s JOIN case_file c ON c.id = s.case_id
   WHERE s.case_id = p_case AND s.decision IN ('concur', 'reject') AND (s.round = c.signature_round
     OR s.step IN ('first_review', 'second_check') AND EXISTS (SELECT 1 FROM chain_step k WHERE k.chain = chain_of(p_case) AND k.step = 'panel')) $$;

-- The amount that the signatures are about: what the meeting stood for, before it what was asked.
CREATE FUNCTION amount_to_sign(p_case uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT s.amount_fen FROM standing_signatures(p_case) s WHERE s.step = 'panel' AND s.decision = 'concur'),
                  (SELECT amount_fen FROM case_file WHERE id = p_case)) $$;

CREATE OR REPLACE FUNCTION guard_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c case_file%ROWTYPE; signer uuid; chain_name text; near text; at_step chain_step%ROWTYPE; missing text; amount bigint;
BEGIN
  SELECT * INTO c FROM case_file WHERE id = NEW.case_id FOR SHARE;
  SELECT person_id INTO signer FROM app_user WHERE id = NEW.signed_by;
  IF signer = c.person_id OR EXISTS (
    SELECT 1 FROM application a JOIN venture_member m ON m.venture_id = a.venture_id AND (m.left_at IS NULL OR m.left_at >= a.submitted_at)
     WHERE a.id = c.application_id AND m.person_id = signer) THEN
    RAISE EXCEPTION 'own case' USING ERRCODE = 'check_violation';
  END IF;
  near := hard_relation(signer, NEW.case_id);
  IF near IS NOT NULL THEN
    RAISE EXCEPTION 'related case: %', near USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.step = 'first_review' AND NEW.signed_by = c.accepted_by THEN
    RAISE EXCEPTION 'the person who accepted a case does not review it first' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.round <> c.signature_round THEN
    RAISE EXCEPTION 'signature of another round' USING ERRCODE = 'check_violation';
  END IF;
  chain_name := chain_of(NEW.case_id);
  SELECT * INTO at_step FROM chain_step WHERE chain = chain_name AND step = NEW.step;
  IF at_step.step IS NULL THEN
    RAISE EXCEPTION 'the chain % has no step %', chain_name, NEW.step USING ERRCODE = 'check_violation';
  END IF;
  -- within the round a unique index says so; what stands from before the meeting is in an earlier one
  IF EXISTS (SELECT 1 FROM standing_signatures(NEW.case_id) s WHERE s.signed_by = NEW.signed_by AND s.round <> NEW.round) THEN
    RAISE EXCEPTION 'nobody signs two steps of one decision' USING ERRCODE = 'check_violation';
  END IF;
  amount := amount_to_sign(NEW.case_id);
  SELECT k.step INTO missing FROM chain_step k
   WHERE k.chain = chain_name AND k.ordinal < at_step.ordinal AND k.step IN ('first_review', 'second_check', 'panel', 'approval', 'approval_second', 'final_decision')
     AND (k.above_fen IS NULL OR amount > k.above_fen)
     AND NOT EXISTS (SELECT 1 FROM standing_signatures(NEW.case_id) s
                      WHERE s.step = k.step AND (s.decision = 'concur' OR k.step IN ('first_review', 'second_check')))
   ORDER BY k.ordinal LIMIT 1;
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'no %', replace(missing, '_', ' ') USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.decision = 'concur' AND NEW.amount_fen > c.amount_fen THEN
    RAISE EXCEPTION 'more than was asked' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.step IN ('approval', 'approval_second') THEN
    IF NEW.decision = 'concur' AND NEW.amount_fen IS DISTINCT FROM amount THEN
      RAISE EXCEPTION 'an approval signs the amount of the meeting' USING ERRCODE = 'check_violation';
    END IF;
    IF c.state <> 'public_notice' OR NOT notice_cleared(NEW.case_id, (NEW.at AT TIME ZONE 'Asia/Shanghai')::date) THEN
      RAISE EXCEPTION 'the notice is not over' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- A final state needs the signatures of its chain, in the current round, by as many people as there are steps.
CREATE OR REPLACE FUNCTION decided_case_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE missing text; needed int; amount bigint; chain_name text;
BEGIN
  IF NEW.state NOT IN ('approved', 'rejected') OR OLD.state = NEW.state THEN
    RETURN NULL;
  END IF;
  chain_name := chain_of(NEW.id);
  amount := amount_to_sign(NEW.id);
  SELECT count(*), min(k.step) FILTER (WHERE NOT EXISTS (
           SELECT 1 FROM standing_signatures(NEW.id) s WHERE s.step = k.step
              AND (NEW.state = 'rejected' OR s.decision = 'concur' OR k.step IN ('first_review', 'second_check'))))
    INTO needed, missing FROM chain_step k
   WHERE k.chain = chain_name AND k.step IN ('first_review', 'second_check', 'panel', 'approval', 'approval_second', 'final_decision')
     AND (k.above_fen IS NULL OR amount > k.above_fen) AND (NEW.state = 'approved' OR k.step NOT IN ('approval', 'approval_second'));
  IF missing IS NOT NULL OR needed = 0 OR (SELECT count(DISTINCT signed_by) FROM standing_signatures(NEW.id)) < needed THEN
    RAISE EXCEPTION 'a decision needs the signatures of its chain: %', coalesce(missing, 'different people') USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- The round of signatures grows exactly when a case is sent back: otherwise old signatures would decide, or be thrown away.
CREATE FUNCTION guard_signature_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.signature_round <> OLD.signature_round + (
    (OLD.state = 'panel_decision' AND NEW.state = 'eligibility_review') OR (OLD.state = 'public_notice' AND NEW.state = 'panel_decision'))::int THEN
    RAISE EXCEPTION 'a round of signatures begins when the case is sent back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_signature_round BEFORE UPDATE ON case_file FOR EACH ROW EXECUTE FUNCTION guard_signature_round();
