-- What the schema language cannot say: exclusion, append-only, guards, functions. Everything here is refused by the
-- database itself, whoever asks. Shapes: docs/adr/0004-database-refuses.md.

-- holdings ------------------------------------------------------------------------------------------------------
ALTER TABLE allocation
  ADD CONSTRAINT during_is_a_period CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  ADD CONSTRAINT only_the_ledger_leaves_the_end_open CHECK (NOT upper_inf(during) OR source = 'ledger'),
  ADD CONSTRAINT space_years CHECK (upper_inf(during) OR kind = 'bed' OR upper(during) - lower(during) <= 366 * 3),
  ADD CONSTRAINT bed_nights CHECK (kind <> 'bed' OR (NOT upper_inf(during) AND upper(during) - lower(during) <= 7) OR source = 'ledger'),
  ADD CONSTRAINT a_hold_has_an_end CHECK (state NOT IN ('held', 'offered') OR hold_expires_at IS NOT NULL),
  ADD CONSTRAINT an_offer_has_a_deadline CHECK (state <> 'offered' OR respond_by IS NOT NULL),
  ADD CONSTRAINT venture_holds_desks_and_rooms CHECK (kind NOT IN ('desk', 'room') OR venture_id IS NOT NULL),
  ADD CONSTRAINT one_holder_per_unit EXCLUDE USING gist (unit_id WITH =, during WITH &&)
    WHERE (state IN ('held', 'offered', 'accepted', 'occupied', 'notice_given')),
  ADD CONSTRAINT one_flat_or_bed_per_person EXCLUDE USING gist (person_id WITH =, kind WITH =, during WITH &&)
    WHERE (state IN ('held', 'offered', 'accepted', 'occupied', 'notice_given') AND kind IN ('flat', 'bed') AND person_id IS NOT NULL AND source <> 'ledger');
CREATE INDEX allocation_live_by_unit ON allocation (unit_id) WHERE state IN ('held', 'offered', 'accepted', 'occupied', 'notice_given');
CREATE INDEX allocation_expiring ON allocation (hold_expires_at) WHERE state IN ('held', 'offered');
CREATE UNIQUE INDEX waitlist_one_open ON waitlist_entry (case_id, kind) WHERE served_at IS NULL;
ALTER TABLE holding_counter ADD CONSTRAINT holdings_within_limit CHECK (live BETWEEN 0 AND max_live);

CREATE FUNCTION allocation_is_live(s "AllocationState") RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT s IN ('held', 'offered', 'accepted', 'occupied', 'notice_given') $$;

CREATE FUNCTION holding_counter_apply() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was int := 0; will int := 0; v uuid; k "UnitKind"; cap int;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.venture_id IS NOT NULL AND allocation_is_live(OLD.state) THEN was := 1; END IF;
  IF TG_OP <> 'DELETE' AND NEW.venture_id IS NOT NULL AND allocation_is_live(NEW.state) THEN will := 1; END IF;
  IF was = will THEN RETURN NULL; END IF;
  v := coalesce(NEW.venture_id, OLD.venture_id); k := coalesce(NEW.kind, OLD.kind);
  SELECT value::int INTO cap FROM rule_value WHERE key = 'space.max_live.' || k AND valid_to IS NULL;
  INSERT INTO holding_counter (venture_id, kind, live, max_live) VALUES (v, k, 0, coalesce(cap, 100)) ON CONFLICT DO NOTHING;
  UPDATE holding_counter SET live = live + will - was,
         max_live = CASE WHEN NEW.source = 'ledger' THEN greatest(max_live, live + will - was) ELSE max_live END
   WHERE venture_id = v AND kind = k;
  RETURN NULL;
END $$;
CREATE TRIGGER holding_counter_apply AFTER INSERT OR UPDATE ON allocation FOR EACH ROW EXECUTE FUNCTION holding_counter_apply();

-- what may follow what: rows written by the reference seed from the machines in lib ---------------------------------
CREATE FUNCTION guard_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state::text <> OLD.state::text AND NOT EXISTS (
    SELECT 1 FROM machine_transition WHERE machine = TG_ARGV[0] AND from_state = OLD.state::text AND to_state = NEW.state::text) THEN
    RAISE EXCEPTION 'illegal transition of %: % -> %', TG_ARGV[0], OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state::text <> OLD.state::text AND NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'stale version of %', TG_ARGV[0] USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_transition BEFORE UPDATE ON case_file FOR EACH ROW EXECUTE FUNCTION guard_transition('case');
CREATE TRIGGER guard_transition BEFORE UPDATE ON allocation FOR EACH ROW EXECUTE FUNCTION guard_transition('allocation');
CREATE TRIGGER guard_transition BEFORE UPDATE ON application FOR EACH ROW EXECUTE FUNCTION guard_transition('application');

-- two different people sign; nobody signs a case of their own -------------------------------------------------------
ALTER TABLE case_signature
  ADD CONSTRAINT step_known CHECK (step IN ('first_review', 'final_decision')),
  ADD CONSTRAINT decision_known CHECK (decision IN ('concur', 'reject')),
  ADD CONSTRAINT reason_given CHECK (char_length(btrim(reason)) >= 2);
CREATE FUNCTION guard_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c case_file%ROWTYPE; signer uuid;
BEGIN
  SELECT * INTO c FROM case_file WHERE id = NEW.case_id FOR SHARE;
  SELECT person_id INTO signer FROM app_user WHERE id = NEW.signed_by;
  IF signer = c.person_id OR EXISTS (
    SELECT 1 FROM application a JOIN venture_member m ON m.venture_id = a.venture_id AND m.left_at IS NULL
     WHERE a.id = c.application_id AND m.person_id = signer) THEN
    RAISE EXCEPTION 'own case' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.step = 'first_review' AND NEW.signed_by = c.accepted_by THEN
    RAISE EXCEPTION 'the person who accepted a case does not review it first' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.step = 'final_decision' AND NOT EXISTS (
    SELECT 1 FROM case_signature s WHERE s.case_id = NEW.case_id AND s.round = NEW.round AND s.step = 'first_review') THEN
    RAISE EXCEPTION 'no first review' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_signature BEFORE INSERT ON case_signature FOR EACH ROW EXECUTE FUNCTION guard_signature();

CREATE FUNCTION decided_case_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('approved', 'rejected') AND OLD.state <> NEW.state AND (
    SELECT count(DISTINCT signed_by) FROM case_signature WHERE case_id = NEW.id AND step IN ('first_review', 'final_decision')) < 2 THEN
    RAISE EXCEPTION 'a decision needs two signatures' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER decided_case_is_signed AFTER UPDATE ON case_file DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION decided_case_is_signed();

-- an allocation comes from an approved case, or from the ledger -----------------------------------------------------
CREATE FUNCTION guard_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s "UnitState";
BEGIN
  IF NEW.source <> 'ledger' AND NOT EXISTS (SELECT 1 FROM case_file WHERE id = NEW.case_id AND state = 'approved') THEN
    RAISE EXCEPTION 'allocation without an approved case' USING ERRCODE = 'check_violation';
  END IF;
  SELECT state INTO s FROM unit WHERE id = NEW.unit_id;
  IF NEW.source <> 'ledger' AND s <> 'available' THEN
    RAISE EXCEPTION 'unit is %', s USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_allocation BEFORE INSERT ON allocation FOR EACH ROW EXECUTE FUNCTION guard_allocation();

-- append only -------------------------------------------------------------------------------------------------------
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% on % is forbidden: append only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON case_signature FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON case_event FOR EACH ROW EXECUTE FUNCTION append_only();

-- audit chain: events are sealed in commit-safe order by one sealer ---------------------------------------------------
INSERT INTO chain_head (chain, hash, n) VALUES ('audit', '\x00', 0);
CREATE FUNCTION audit_row_text(e audit_event) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT concat_ws('|', e.id, extract(epoch FROM e.at), e.actor_id, e.action, e.subject_kind, e.subject_id, e.outcome, e.reason, e.request_id, e.detail::text) $$;
CREATE FUNCTION audit_seal_batch(p_max int DEFAULT 5000) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE h bytea; k bigint; r audit_event; c int := 0;
BEGIN
  SELECT hash, n INTO h, k FROM chain_head WHERE chain = 'audit' FOR UPDATE;
  FOR r IN SELECT e.* FROM audit_event e LEFT JOIN audit_seal s ON s.audit_id = e.id
            WHERE s.audit_id IS NULL AND e.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY e.id LIMIT p_max LOOP
    k := k + 1;
    INSERT INTO audit_seal (n, audit_id, prev_hash, hash) VALUES (k, r.id, h, sha256(h || convert_to(audit_row_text(r), 'UTF8'))) RETURNING hash INTO h;
    c := c + 1;
  END LOOP;
  UPDATE chain_head SET hash = h, n = k WHERE chain = 'audit';
  RETURN c;
END $$;
/* the first sealed row whose hash does not follow from its text and its predecessor; NULL when the chain holds */
CREATE FUNCTION audit_first_broken() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE r record; h bytea := '\x00'; k bigint := 0;
BEGIN
  FOR r IN SELECT s.n, s.prev_hash, s.hash, sha256(s.prev_hash || convert_to(audit_row_text(e), 'UTF8')) AS want
             FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.audit_id ORDER BY s.n LOOP
    k := k + 1;
    IF r.n <> k OR r.prev_hash <> h OR r.want IS NULL OR r.hash <> r.want THEN RETURN r.n; END IF;
    h := r.hash;
  END LOOP;
  IF h <> (SELECT hash FROM chain_head WHERE chain = 'audit') THEN RETURN k + 1; END IF;
  RETURN NULL;
END $$;

-- people and firms ----------------------------------------------------------------------------------------------------
ALTER TABLE person
  ADD CONSTRAINT name_is_a_name CHECK (char_length(name) BETWEEN 1 AND 100 AND name = btrim(name)),
  ADD CONSTRAINT blind_index_size CHECK (id_blind_index IS NULL OR octet_length(id_blind_index) = 32),
  ADD CONSTRAINT verified_has_identity CHECK (state <> 'verified' OR id_blind_index IS NOT NULL);
CREATE FUNCTION credit_code_ok(s text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE a text := '0123456789ABCDEFGHJKLMNPQRTUWXY'; w int[] := ARRAY[1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28]; t int := 0;
BEGIN
  IF s !~ '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$' THEN RETURN false; END IF;
  FOR i IN 1..17 LOOP t := t + w[i] * (strpos(a, substr(s, i, 1)) - 1); END LOOP;
  RETURN substr(a, (31 - t % 31) % 31 + 1, 1) = substr(s, 18, 1);
END $$;
ALTER TABLE venture ADD CONSTRAINT credit_code_checks CHECK (credit_code IS NULL OR credit_code_ok(credit_code));
CREATE UNIQUE INDEX role_grant_once ON role_grant (user_id, role_code, department_code) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX case_pause_one_open ON case_pause (clock_id) WHERE to_on IS NULL;
ALTER TABLE case_pause ADD CONSTRAINT pause_is_forward CHECK (to_on IS NULL OR to_on >= from_on);
ALTER TABLE case_material ADD CONSTRAINT material_state_known CHECK (state IN ('missing', 'to_check', 'checked', 'refused'));
ALTER TABLE stored_file ADD CONSTRAINT file_size CHECK (size BETWEEN 1 AND 20971520);
ALTER TABLE rule_value ADD CONSTRAINT confidence_known CHECK (confidence IN ('S', 'G', 'P', 'M', 'K', 'D'));

-- numbers without gaps ------------------------------------------------------------------------------------------------
CREATE FUNCTION next_number(p_series text, p_year int) RETURNS int LANGUAGE sql AS $$
  INSERT INTO number_series (series, year, last) VALUES (p_series, p_year, 1)
  ON CONFLICT (series, year) DO UPDATE SET last = number_series.last + 1 RETURNING last $$;

-- lists ---------------------------------------------------------------------------------------------------------------
CREATE INDEX case_queue ON case_file (next_due_on, id) WHERE state IN ('submitted', 'intake_check', 'supplement_required', 'accepted', 'accepted_deferred', 'eligibility_review', 'panel_decision', 'suspended');
CREATE INDEX case_queue_assignee ON case_file (assignee_id, next_due_on, id) WHERE state IN ('submitted', 'intake_check', 'supplement_required', 'accepted', 'accepted_deferred', 'eligibility_review', 'panel_decision', 'suspended');
CREATE INDEX case_title_trgm ON case_file USING gin (lower(title) gin_trgm_ops);
