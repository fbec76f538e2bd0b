-- A call for applications is whole before it is published and frozen by its first application; a rubric in use stays as it is;
-- an application keeps the round and the form with which it began.

-- programme.round ---------------------------------------------------------------------------------------------------
ALTER TABLE round
  ADD CONSTRAINT chain_known CHECK (chain IN ('direct', 'panel')),
  ADD CONSTRAINT round_opens_before_it_closes CHECK (closes_at IS NULL OR opens_at < closes_at),
  ADD CONSTRAINT places_are_named CHECK (jsonb_typeof(places) = 'object'),
  ADD CONSTRAINT panel_is_odd CHECK (panel_size >= 3 AND panel_size % 2 = 1 AND min_sheets BETWEEN 3 AND panel_size),
  ADD CONSTRAINT promise_is_positive CHECK (promised_days > 0),
  ADD CONSTRAINT published_round_is_whole CHECK (published_at IS NULL OR (
    cardinality(measures) > 0 AND published_at <= opens_at
    AND (chain = 'direct' OR (rubric_id IS NOT NULL AND closes_at IS NOT NULL AND promised_days IS NOT NULL))
    AND (NOT ('grant' = ANY (measures)) OR fund_line_id IS NOT NULL)));

-- the rolling call of the first year was open before rounds were published; the one of the youth programme was never reachable
UPDATE round SET measures = '{office,flat,loan,coaching}', published_at = opens_at
 WHERE programme_code = 'climber' AND published_at IS NULL AND measures = '{}';
DELETE FROM round r WHERE programme_code = 'youth' AND published_at IS NULL AND NOT EXISTS (SELECT 1 FROM application WHERE round_id = r.id);

CREATE FUNCTION guard_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.published_at IS NOT NULL THEN
      RAISE EXCEPTION 'a published round stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
  END IF;
  -- what may still come is an end where none was set
  IF EXISTS (SELECT 1 FROM application WHERE round_id = OLD.id)
     AND (to_jsonb(NEW) - ARRAY['version', 'closes_at'] <> to_jsonb(OLD) - ARRAY['version', 'closes_at']
          OR (OLD.closes_at IS NOT NULL AND NEW.closes_at IS DISTINCT FROM OLD.closes_at)) THEN
    RAISE EXCEPTION 'a round is frozen by its first application' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_round BEFORE UPDATE OR DELETE ON round FOR EACH ROW EXECUTE FUNCTION guard_round();

-- Nobody applies before publication; the form is that of the round. FOR SHARE: whoever changes the round at this moment
-- waits, and then finds the application.
CREATE FUNCTION guard_application_round() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r round%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.round_id <> OLD.round_id OR NEW.form_version <> OLD.form_version THEN
      RAISE EXCEPTION 'an application keeps its round and its form' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO r FROM round WHERE id = NEW.round_id FOR SHARE;
  IF r.published_at IS NULL THEN
    RAISE EXCEPTION 'the round is not published' USING ERRCODE = 'check_violation';
  END IF;
  NEW.form_version := r.form_version;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_application_round BEFORE INSERT OR UPDATE ON application FOR EACH ROW EXECUTE FUNCTION guard_application_round();
CREATE INDEX application_round_id_state_idx ON application (round_id, state);

-- a support is asked for where the round offers it
CREATE FUNCTION guard_case_measure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM application a JOIN round r ON r.id = a.round_id
                  WHERE a.id = NEW.application_id AND NEW.measure_code = ANY (r.measures)) THEN
    RAISE EXCEPTION 'the round does not offer %', NEW.measure_code USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_case_measure BEFORE INSERT ON case_file FOR EACH ROW EXECUTE FUNCTION guard_case_measure();

-- programme.rubric --------------------------------------------------------------------------------------------------
CREATE FUNCTION rubric_is_whole(criteria jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_typeof(criteria) = 'array' AND jsonb_array_length(criteria) BETWEEN 1 AND 12
     AND (SELECT sum((c->>'weight')::int) = 100 AND bool_and(jsonb_array_length(c->'anchors') = 5 AND (c->>'weight')::int > 0)
                 AND count(DISTINCT c->>'key') = count(*) FROM jsonb_array_elements(criteria) c) $$;
ALTER TABLE rubric ADD CONSTRAINT rubric_is_whole CHECK (rubric_is_whole(criteria));

CREATE FUNCTION guard_rubric() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM round WHERE rubric_id = OLD.id AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a rubric in use stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_rubric BEFORE UPDATE OR DELETE ON rubric FOR EACH ROW EXECUTE FUNCTION guard_rubric();

-- programme.chain_step ----------------------------------------------------------------------------------------------
ALTER TABLE chain_step
  ADD CONSTRAINT step_of_chain CHECK (step IN ('first_review', 'second_check', 'expert_review', 'panel', 'public_notice', 'approval', 'approval_second', 'final_decision')),
  ADD CONSTRAINT step_days CHECK (days BETWEEN 1 AND 60),
  ADD CONSTRAINT step_threshold CHECK (above_fen >= 0);
