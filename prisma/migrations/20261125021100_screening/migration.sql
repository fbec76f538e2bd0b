-- 查重: what is compared stands in keys; what is alike is flagged once a pair, judged by a person of neither team, and never
-- taken back. While a flag is open the second check (复核) of both applications waits.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- screening.screening_key: one row per value by which an application may be found again; persons only by keyed hash
CREATE TABLE screening_key (
  application_id uuid NOT NULL REFERENCES application (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  kind text NOT NULL,
  value text NOT NULL,
  CONSTRAINT screening_key_pkey PRIMARY KEY (application_id, kind, value),
  CONSTRAINT screening_key_kind CHECK (kind IN ('identity', 'credit_code', 'phone', 'patent'))
);
CREATE INDEX screening_key_kind_value_idx ON screening_key (kind, value);

CREATE INDEX application_project_name_trgm ON application USING gin ((data #>> '{project,name}') gin_trgm_ops) WHERE state = 'submitted';
CREATE INDEX application_project_summary_trgm ON application USING gin ((data #>> '{project,summary}') gin_trgm_ops) WHERE state = 'submitted';

-- Somebody still asks for something with it, or has got it.
CREATE FUNCTION application_is_live(p uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM case_file c WHERE c.application_id = p
                  AND c.state NOT IN ('not_accepted', 'rejected', 'upheld', 'withdrawn', 'lapsed')) $$;

-- The same people may ask for different things at different times; twice for the same support, or twice in one round, is odd.
CREATE FUNCTION applications_compete(p_a uuid, p_b uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM application a JOIN application b ON b.round_id = a.round_id JOIN round r ON r.id = a.round_id
                  WHERE a.id = p_a AND b.id = p_b AND r.closes_at IS NOT NULL)
      OR EXISTS (SELECT 1 FROM case_file x JOIN case_file y ON y.measure_code = x.measure_code
                  WHERE x.application_id = p_a AND y.application_id = p_b
                    AND x.state NOT IN ('not_accepted', 'rejected', 'upheld', 'withdrawn', 'lapsed')
                    AND y.state NOT IN ('not_accepted', 'rejected', 'upheld', 'withdrawn', 'lapsed')) $$;

-- screening.duplicate_flag ------------------------------------------------------------------------------------------
ALTER TABLE duplicate_flag
  ADD CONSTRAINT flag_kind CHECK (kind IN ('identity', 'credit_code', 'phone', 'patent', 'name', 'text')),
  ADD CONSTRAINT flag_pair_in_order CHECK (application_a < application_b),
  ADD CONSTRAINT flag_likeness CHECK (likeness BETWEEN 1 AND 100),
  ADD CONSTRAINT flag_is_judged_whole CHECK (
    (outcome IS NULL AND reason IS NULL AND decided_by IS NULL AND decided_at IS NULL)
    OR (outcome IN ('same', 'different') AND char_length(btrim(reason)) >= 4 AND decided_by IS NOT NULL AND decided_at IS NOT NULL));
CREATE INDEX duplicate_flag_open ON duplicate_flag (found_at) WHERE outcome IS NULL;

CREATE FUNCTION guard_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outcome IS NOT NULL OR to_jsonb(NEW) - ARRAY['outcome', 'reason', 'decided_by', 'decider_name', 'decided_at']
     <> to_jsonb(OLD) - ARRAY['outcome', 'reason', 'decided_by', 'decider_name', 'decided_at'] THEN
    RAISE EXCEPTION 'a judged flag stays' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM app_user u JOIN application a ON a.id IN (NEW.application_a, NEW.application_b)
               LEFT JOIN venture_member m ON m.venture_id = a.venture_id
              WHERE u.id = NEW.decided_by AND u.person_id IN (a.person_id, m.person_id)) THEN
    RAISE EXCEPTION 'own case' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_flag BEFORE UPDATE ON duplicate_flag FOR EACH ROW EXECUTE FUNCTION guard_flag();

-- 复核 waits for the judgement
CREATE FUNCTION second_check_after_flags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM case_file c JOIN duplicate_flag f ON c.application_id IN (f.application_a, f.application_b)
              WHERE c.id = NEW.case_id AND f.outcome IS NULL) THEN
    RAISE EXCEPTION 'a flag of a duplicate is open' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_check_after_flags BEFORE INSERT ON case_signature FOR EACH ROW WHEN (NEW.step = 'second_check')
  EXECUTE FUNCTION second_check_after_flags();
