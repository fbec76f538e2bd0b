-- Recorded relations, the list of reviewers, panels and assignments: what the database refuses by itself.

-- relations are never deleted and never rewritten: they end, or are withdrawn with a reason ---------------------------
CREATE FUNCTION relation_names_its_end(k text, other uuid, venture uuid, organisation text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN k IN ('spouse', 'household', 'relative', 'paper', 'patent') THEN other IS NOT NULL AND venture IS NULL AND organisation IS NULL
    WHEN k IN ('address', 'school', 'chamber') THEN other IS NULL AND venture IS NULL AND plain_name(organisation) <> ''
    WHEN k = 'employer' OR is_company_kind(k) THEN other IS NULL AND (venture IS NOT NULL OR plain_name(organisation) <> '')
    WHEN k IN ('mentor', 'introduced') THEN num_nonnulls(other, venture) = 1 AND organisation IS NULL
    WHEN k IN ('contract', 'loan', 'equity') THEN num_nonnulls(other, venture, nullif(plain_name(organisation), '')) = 1
    ELSE false END $$;
ALTER TABLE person_relation
  ADD CONSTRAINT relation_kind_and_end CHECK (relation_names_its_end(kind, other_id, venture_id, organisation)),
  ADD CONSTRAINT relation_not_with_oneself CHECK (other_id IS NULL OR other_id <> person_id),
  ADD CONSTRAINT relation_is_forward CHECK (until_on IS NULL OR since_on IS NULL OR until_on >= since_on),
  ADD CONSTRAINT relation_source_known CHECK (source IN ('staff', 'self', 'system')),
  ADD CONSTRAINT relation_code_checks CHECK (credit_code IS NULL OR credit_code_ok(credit_code)),
  ADD CONSTRAINT relation_withdrawn_with_reason CHECK ((withdrawn_at IS NULL AND withdraw_reason IS NULL) OR (withdrawn_at IS NOT NULL AND char_length(btrim(coalesce(withdraw_reason, ''))) >= 2));
CREATE FUNCTION guard_relation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a relation is withdrawn, never deleted' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.withdrawn_at IS NOT NULL THEN RAISE EXCEPTION 'a withdrawn relation stays as it is' USING ERRCODE = 'check_violation'; END IF;
  IF (to_jsonb(NEW) - '{until_on,withdrawn_at,withdraw_reason}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{until_on,withdrawn_at,withdraw_reason}'::text[]) THEN
    RAISE EXCEPTION 'a relation is not rewritten' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_relation BEFORE UPDATE OR DELETE ON person_relation FOR EACH ROW EXECUTE FUNCTION guard_relation();
CREATE TRIGGER refuse_merged_person BEFORE INSERT ON person_relation FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('person_id');
CREATE TRIGGER refuse_merged_other BEFORE INSERT ON person_relation FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('other_id');

-- reviewers -----------------------------------------------------------------------------------------------------------
ALTER TABLE reviewer
  ADD CONSTRAINT reviewer_no_shape CHECK (no ~ '^ZJ-[0-9]{3,}$'),
  ADD CONSTRAINT reviewer_has_fields CHECK (cardinality(fields) BETWEEN 1 AND 10),
  ADD CONSTRAINT reviewer_has_employer CHECK (plain_name(employer) <> ''),
  ADD CONSTRAINT reviewer_code_checks CHECK (employer_code IS NULL OR credit_code_ok(employer_code));
CREATE TRIGGER refuse_merged_person BEFORE INSERT OR UPDATE OF person_id ON reviewer FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('person_id');
/* a number stands for one person for ever; whoever leaves is made inactive */
CREATE FUNCTION guard_reviewer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.no <> OLD.no OR NEW.person_id <> OLD.person_id THEN RAISE EXCEPTION 'a reviewer number stands for one person' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.version <> OLD.version + 1 THEN RAISE EXCEPTION 'stale version of reviewer' USING ERRCODE = 'serialization_failure'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_reviewer BEFORE UPDATE ON reviewer FOR EACH ROW EXECUTE FUNCTION guard_reviewer();

-- entries and panels --------------------------------------------------------------------------------------------------
CREATE TRIGGER guard_transition BEFORE UPDATE ON review_entry FOR EACH ROW EXECUTE FUNCTION guard_transition('entry');
ALTER TABLE review_entry ADD CONSTRAINT entry_code_shape CHECK (code ~ '^P-[0-9]{2,}$');
CREATE FUNCTION guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.round_id, NEW.application_id, NEW.code) IS DISTINCT FROM (OLD.round_id, OLD.application_id, OLD.code) THEN
    RAISE EXCEPTION 'an entry keeps its application and its code' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.panel_id IS DISTINCT FROM OLD.panel_id AND EXISTS (
    SELECT 1 FROM review_panel p JOIN draw d ON d.id = p.draw_id WHERE p.id = OLD.panel_id AND d.state NOT IN ('planned', 'committed')) THEN
    RAISE EXCEPTION 'the pool of the panel is frozen' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM application a WHERE a.id = NEW.application_id AND a.round_id = NEW.round_id)
     OR (NEW.panel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM review_panel p WHERE p.id = NEW.panel_id AND p.round_id = NEW.round_id)) THEN
    RAISE EXCEPTION 'an entry belongs to the round of its application and panel' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_entry BEFORE INSERT OR UPDATE ON review_entry FOR EACH ROW EXECUTE FUNCTION guard_entry();
ALTER TABLE review_panel
  ADD CONSTRAINT panel_seats CHECK (seats BETWEEN 1 AND 15),
  ADD CONSTRAINT panel_name_given CHECK (char_length(btrim(name)) BETWEEN 1 AND 40);

-- 抽取记录 -------------------------------------------------------------------------------------------------------------
ALTER TABLE panel_pool_row ADD COLUMN draw_id uuid NOT NULL, DROP CONSTRAINT panel_pool_row_pkey, ADD PRIMARY KEY (draw_id, reviewer_id);
CREATE INDEX panel_pool_row_panel_id_idx ON panel_pool_row (panel_id);
ALTER TABLE panel_pool_row ADD CONSTRAINT pool_exclusion_has_a_reason CHECK (NOT excluded OR jsonb_array_length(reasons) > 0);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON panel_pool_row FOR EACH ROW EXECUTE FUNCTION append_only();

-- assignments: nobody with a hard relation holds a sheet, opens one or locks one --------------------------------------
ALTER TABLE review_assignment
  ADD CONSTRAINT assignment_rank CHECK (draw_rank >= 1),
  ADD CONSTRAINT assignment_not_its_own_substitute CHECK (replaces IS DISTINCT FROM id),
  ADD CONSTRAINT review_assignment_replaces_fkey FOREIGN KEY (replaces) REFERENCES review_assignment (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT assignment_ends_with_reason CHECK (state NOT IN ('recused', 'abstained', 'voided') OR (ended_at IS NOT NULL AND char_length(btrim(coalesce(end_reason, ''))) >= 2)),
  ADD CONSTRAINT assignment_opened_after_declaration CHECK (state NOT IN ('declared', 'scoring', 'locked') OR declared_at IS NOT NULL);
CREATE TRIGGER guard_transition BEFORE UPDATE ON review_assignment FOR EACH ROW EXECUTE FUNCTION guard_transition('assignment');
CREATE FUNCTION guard_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE why text;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.entry_id, NEW.reviewer_id, NEW.draw_rank, NEW.replaces) IS DISTINCT FROM (OLD.entry_id, OLD.reviewer_id, OLD.draw_rank, OLD.replaces) THEN
    RAISE EXCEPTION 'an assignment keeps its entry and its expert' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state IN ('recused', 'abstained', 'voided') OR (TG_OP = 'UPDATE' AND NEW.state = OLD.state) THEN RETURN NEW; END IF;
  SELECT h.kind INTO why FROM review_entry e JOIN reviewer r ON r.id = NEW.reviewer_id
    CROSS JOIN LATERAL hard_relations_on(r.person_id, e.application_id, (now() AT TIME ZONE 'Asia/Shanghai')::date) AS h(kind) WHERE e.id = NEW.entry_id LIMIT 1;
  IF why IS NOT NULL THEN RAISE EXCEPTION 'hard relation: %', why USING ERRCODE = 'check_violation'; END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT 1 FROM review_entry e JOIN panel_pool_row p ON p.panel_id = e.panel_id AND p.reviewer_id = NEW.reviewer_id AND NOT p.excluded
      JOIN draw d ON d.id = p.draw_id AND d.state IN ('drawn', 'published') WHERE e.id = NEW.entry_id) THEN
    RAISE EXCEPTION 'an expert comes from the draw of the panel' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_assignment BEFORE INSERT OR UPDATE ON review_assignment FOR EACH ROW EXECUTE FUNCTION guard_assignment();

-- the chair about soft relations --------------------------------------------------------------------------------------
CREATE TABLE soft_relation_decision (
  assignment_id uuid PRIMARY KEY CONSTRAINT soft_relation_decision_assignment_id_fkey REFERENCES review_assignment (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  decision text NOT NULL CONSTRAINT soft_decision_known CHECK (decision IN ('keep', 'replace')),
  relations jsonb NOT NULL,
  reason text NOT NULL CONSTRAINT soft_decision_has_a_reason CHECK (char_length(btrim(reason)) >= 2),
  decided_by uuid NOT NULL,
  decider_name text NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON soft_relation_decision FOR EACH ROW EXECUTE FUNCTION append_only();
