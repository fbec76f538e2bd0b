-- Scores: what may be written and until when. A locked sheet is whole, adds up, and stays as it is; results are only ever added;
-- a confirmed blind copy changes only by losing its confirmation.

ALTER TABLE review_score
  ADD CONSTRAINT score_level CHECK (level BETWEEN 0 AND 4),
  ADD CONSTRAINT score_confidence CHECK (confidence BETWEEN 1 AND 3),
  ADD CONSTRAINT score_comment_length CHECK (char_length(comment) <= 2000);

/* a criterion of the rubric of the round, while the sheet is being written */
CREATE FUNCTION guard_score() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE at_state text; criteria jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a score is changed while the sheet is open, never deleted' USING ERRCODE = 'check_violation'; END IF;
  IF TG_OP = 'UPDATE' AND (NEW.assignment_id, NEW.criterion) IS DISTINCT FROM (OLD.assignment_id, OLD.criterion) THEN
    RAISE EXCEPTION 'a score keeps its sheet and its criterion' USING ERRCODE = 'check_violation';
  END IF;
  SELECT a.state::text, b.criteria INTO at_state, criteria FROM review_assignment a JOIN review_entry e ON e.id = a.entry_id
    JOIN round r ON r.id = e.round_id LEFT JOIN rubric b ON b.id = r.rubric_id WHERE a.id = NEW.assignment_id FOR SHARE OF a;
  IF at_state IS DISTINCT FROM 'scoring' THEN RAISE EXCEPTION 'the sheet is %', at_state USING ERRCODE = 'check_violation'; END IF;
  IF NOT EXISTS (SELECT 1 FROM jsonb_array_elements(criteria) c WHERE c->>'key' = NEW.criterion) THEN
    RAISE EXCEPTION 'the rubric has no criterion %', NEW.criterion USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_score BEFORE INSERT OR UPDATE OR DELETE ON review_score FOR EACH ROW EXECUTE FUNCTION guard_score();

-- the sheet -----------------------------------------------------------------------------------------------------------
ALTER TABLE review_assignment
  ADD CONSTRAINT sheet_total_range CHECK (total_points BETWEEN 0 AND 10000),
  ADD CONSTRAINT sheet_overall_length CHECK (char_length(overall) <= 4000),
  ADD CONSTRAINT sheet_locked_with_total CHECK ((locked_at IS NULL) = (total_points IS NULL) AND (state <> 'locked' OR locked_at IS NOT NULL)),
  ADD CONSTRAINT sheet_opened_before_scoring CHECK (state NOT IN ('scoring', 'locked') OR opened_at IS NOT NULL);

/* Locking: every criterion scored, the total is their weighted sum. Afterwards only the state may change (a later conflict voids it). */
CREATE FUNCTION guard_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE expected int; missing int;
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'an assignment is ended, never deleted' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.locked_at IS NOT NULL AND (NEW.locked_at, NEW.total_points, NEW.overall, NEW.opened_at, NEW.declared_at)
     IS DISTINCT FROM (OLD.locked_at, OLD.total_points, OLD.overall, OLD.opened_at, OLD.declared_at) THEN
    RAISE EXCEPTION 'a locked sheet stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.locked_at IS NOT NULL AND OLD.locked_at IS NULL THEN
    SELECT count(*) FILTER (WHERE s.level IS NULL), sum(s.level * 25 * (c->>'weight')::int) INTO missing, expected
      FROM review_entry e JOIN round r ON r.id = e.round_id JOIN rubric b ON b.id = r.rubric_id
      CROSS JOIN LATERAL jsonb_array_elements(b.criteria) c LEFT JOIN review_score s ON s.assignment_id = NEW.id AND s.criterion = c->>'key'
     WHERE e.id = NEW.entry_id;
    IF missing IS DISTINCT FROM 0 OR expected IS DISTINCT FROM NEW.total_points THEN
      RAISE EXCEPTION 'a sheet is locked whole and adds up' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_sheet BEFORE UPDATE OR DELETE ON review_assignment FOR EACH ROW EXECUTE FUNCTION guard_sheet();

-- marks ---------------------------------------------------------------------------------------------------------------
ALTER TABLE review_mark
  ADD CONSTRAINT mark_on_a_page CHECK (page BETWEEN 1 AND 500),
  ADD CONSTRAINT mark_quotes CHECK (char_length(quote) BETWEEN 2 AND 200);

-- results -------------------------------------------------------------------------------------------------------------
ALTER TABLE review_result
  ADD CONSTRAINT result_counts_its_sheets CHECK (sheets = cardinality(sheet_ids) AND sheets > 0),
  ADD CONSTRAINT result_in_order CHECK (0 <= lowest AND lowest <= median AND median <= highest AND highest <= 10000
    AND mean BETWEEN lowest AND highest AND value BETWEEN lowest AND highest AND (trimmed_mean IS NULL OR trimmed_mean BETWEEN lowest AND highest)),
  ADD CONSTRAINT result_spread CHECK (spread = highest - lowest),
  ADD CONSTRAINT result_value CHECK (value = coalesce(trimmed_mean, mean)),
  ADD CONSTRAINT result_formula_named CHECK (formula_version <> ''),
  ADD CONSTRAINT result_seq CHECK (seq > 0);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON review_result FOR EACH ROW EXECUTE FUNCTION append_only();
/* made of locked sheets of its own entry */
CREATE FUNCTION guard_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM review_assignment a WHERE a.id = ANY (NEW.sheet_ids) AND a.entry_id = NEW.entry_id AND a.state = 'locked') <> NEW.sheets THEN
    RAISE EXCEPTION 'a result counts locked sheets of its entry' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_result BEFORE INSERT ON review_result FOR EACH ROW EXECUTE FUNCTION guard_result();

-- blind copies --------------------------------------------------------------------------------------------------------
ALTER TABLE blind_copy
  ADD CONSTRAINT copy_hash CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT copy_hidden CHECK (hidden_terms >= 0),
  ADD CONSTRAINT copy_pages CHECK (jsonb_typeof(pages) = 'array'),
  ADD CONSTRAINT copy_confirmed_by_somebody CHECK (num_nulls(confirmed_by, confirmer_name, confirmed_at) IN (0, 3)),
  ADD CONSTRAINT copy_confirmed_with_text CHECK (confirmed_at IS NULL OR jsonb_array_length(pages) > 0);
CREATE FUNCTION guard_blind_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a blind copy is made again, never deleted' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.version <> OLD.version + 1 THEN RAISE EXCEPTION 'stale version of blind copy' USING ERRCODE = 'serialization_failure'; END IF;
  IF (NEW.pages, NEW.sha256) IS DISTINCT FROM (OLD.pages, OLD.sha256) AND NEW.confirmed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a changed blind copy is confirmed again' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_blind_copy BEFORE UPDATE OR DELETE ON blind_copy FOR EACH ROW EXECUTE FUNCTION guard_blind_copy();

/* in a round that hides who applies, nobody opens a sheet before a clerk has confirmed the copy */
CREATE FUNCTION guard_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM review_entry e JOIN round r ON r.id = e.round_id WHERE e.id = NEW.entry_id AND r.hide_applicant)
     AND NOT EXISTS (SELECT 1 FROM blind_copy b WHERE b.entry_id = NEW.entry_id AND b.confirmed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'no confirmed blind copy' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_opening BEFORE UPDATE ON review_assignment FOR EACH ROW WHEN (OLD.opened_at IS NULL AND NEW.opened_at IS NOT NULL) EXECUTE FUNCTION guard_opening();

-- who opened how much in the last hour
CREATE INDEX audit_event_of_actor ON audit_event (actor_id, action, at);
