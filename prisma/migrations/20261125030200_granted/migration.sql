-- A reconsideration that amends the result gives the support, as an approval does: places, agreement and payments follow from both.

CREATE FUNCTION is_granted(p_state "CaseState") RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT p_state IN ('approved', 'amended') $$;

-- What a granted case gives: after a reconsideration what its decision wrote into the case, otherwise what the signatures stand for.
CREATE FUNCTION amount_granted(p_case uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN state = 'amended' THEN amount_fen ELSE amount_to_sign(p_case) END FROM case_file WHERE id = p_case $$;

-- As before, for every granted case.
CREATE OR REPLACE FUNCTION guard_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s "UnitState";
BEGIN
  IF NEW.source <> 'ledger' AND NOT EXISTS (SELECT 1 FROM case_file WHERE id = NEW.case_id AND is_granted(state)) THEN
    RAISE EXCEPTION 'allocation without an approved case' USING ERRCODE = 'check_violation';
  END IF;
  SELECT state INTO s FROM unit WHERE id = NEW.unit_id FOR SHARE;
  IF NEW.source <> 'ledger' AND s <> 'available' THEN
    RAISE EXCEPTION 'unit is %', s USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- As before, for every granted case.
CREATE OR REPLACE FUNCTION claim_units(p_actor uuid, p_key uuid, p_case uuid, p_kind "UnitKind", p_units uuid[], p_count int,
                                       p_from date, p_to date, p_hold_until timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE h bytea := sha256(convert_to(jsonb_build_array(p_case, p_kind, p_units, p_count, p_from, p_to)::text, 'UTF8'));
        prev idempotency_key; c case_file%ROWTYPE; v uuid; r jsonb; u uuid; picked uuid[] := '{}'; made uuid[] := '{}'; want int; cap int; live_now int; tries int := 0;
BEGIN
  INSERT INTO idempotency_key (actor_id, key, operation, request_hash) VALUES (p_actor, p_key, 'claim_units', h) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO prev FROM idempotency_key WHERE actor_id = p_actor AND key = p_key;
    IF prev.request_hash <> h OR prev.operation <> 'claim_units' THEN RETURN jsonb_build_object('status', 'key_reused'); END IF;
    RETURN prev.response || '{"replayed": true}';
  END IF;

  SELECT * INTO c FROM case_file WHERE id = p_case FOR UPDATE;                -- one claim per case at a time
  SELECT venture_id INTO v FROM application WHERE id = c.application_id;
  SELECT coalesce(array_agg(id), '{}') INTO made FROM allocation WHERE case_id = p_case AND allocation_is_live(state);
  want := coalesce(array_length(p_units, 1), p_count);
  SELECT value::int INTO cap FROM rule_value WHERE key = 'space.max_live.' || p_kind AND valid_to IS NULL;
  IF p_kind = 'desk' THEN
    SELECT coalesce(max(live), 0) INTO live_now FROM holding_counter WHERE venture_id = v AND kind = p_kind;
  ELSE                                                                          -- one flat per person, ledger rows left alone
    cap := 1;
    SELECT count(*) INTO live_now FROM allocation WHERE person_id = c.person_id AND kind = p_kind AND allocation_is_live(state) AND source <> 'ledger';
  END IF;

  IF c.id IS NULL OR NOT is_granted(c.state) THEN r := jsonb_build_object('status', 'not_approved');
  ELSIF cardinality(made) > 0 THEN r := jsonb_build_object('status', 'already', 'allocations', to_jsonb(made));
  ELSIF want < 1 OR want > c.quantity OR live_now + want > coalesce(cap, 100) THEN
    r := jsonb_build_object('status', 'over_limit', 'limit', cap, 'live', live_now, 'approved', c.quantity);
  ELSIF p_units IS NOT NULL THEN
    FOR u IN SELECT un.id FROM unit un WHERE un.id = ANY (p_units) ORDER BY un.id FOR UPDATE OF un LOOP picked := picked || u; END LOOP;
    IF cardinality(picked) <> want THEN RAISE EXCEPTION 'unknown unit' USING ERRCODE = 'P0CLM'; END IF;
    made := claim_picked(p_actor, c, v, p_kind, picked, p_from, p_to, p_hold_until);   -- all, or 'P0CLM'
  ELSE
    LOOP
      tries := tries + 1;
      IF tries > 50 THEN RAISE EXCEPTION 'crowded' USING ERRCODE = 'P0CLM'; END IF;
      picked := '{}';
      FOR u IN SELECT un.id FROM unit un
                WHERE un.kind = p_kind AND un.state = 'available' AND NOT EXISTS (
                  SELECT 1 FROM allocation x WHERE x.unit_id = un.id AND allocation_is_live(x.state))
                ORDER BY un.code LIMIT want FOR UPDATE OF un SKIP LOCKED LOOP
        picked := picked || u;
      END LOOP;
      EXIT WHEN cardinality(picked) < want;
      BEGIN
        made := claim_picked(p_actor, c, v, p_kind, picked, p_from, p_to, p_hold_until);
        EXIT;
      EXCEPTION WHEN SQLSTATE 'P0CLM' THEN made := '{}';
      END;
    END LOOP;
  END IF;

  IF r IS NULL AND cardinality(made) > 0 THEN
    r := jsonb_build_object('status', 'won', 'allocations', to_jsonb(made), 'units', to_jsonb(picked));
    UPDATE waitlist_entry SET served_at = now() WHERE case_id = p_case AND kind = p_kind AND served_at IS NULL;
  ELSIF r IS NULL THEN
    INSERT INTO waitlist_entry (kind, case_id, wanted) VALUES (p_kind, p_case, want) ON CONFLICT DO NOTHING;
    r := jsonb_build_object('status', 'waitlisted');
  END IF;
  UPDATE idempotency_key SET response = r WHERE actor_id = p_actor AND key = p_key;
  RETURN r;
EXCEPTION WHEN SQLSTATE 'P0CLM' THEN
  -- everything of this call is undone, the key included: the officer sees who holds what and picks again
  IF p_units IS NULL THEN RETURN jsonb_build_object('status', 'retry'); END IF;
  RETURN jsonb_build_object('status', 'taken', 'units', (
    SELECT jsonb_agg(jsonb_build_object('unit', un.id, 'code', un.code, 'state', un.state, 'since', x.created_at, 'by', x.created_by) ORDER BY un.code)
      FROM unit un LEFT JOIN allocation x ON x.unit_id = un.id AND allocation_is_live(x.state)
     WHERE un.id = ANY (p_units) AND (x.id IS NOT NULL OR un.state <> 'available')));
END $$;

-- As before, for every granted case, with the amount that it gives.
CREATE OR REPLACE FUNCTION guard_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c case_file%ROWTYPE;
  grows text[] := ARRAY['state', 'version', 'signed_hash', 'signed_version', 'signed_by', 'signed_at', 'counter_signed_by', 'counter_signed_at', 'term_from',
    'scan_file_id', 'ended_at', 'ended_by', 'end_reason'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO c FROM case_file WHERE id = NEW.case_id FOR SHARE;
    IF NOT is_granted(c.state) OR NEW.state <> 'drafted' OR NEW.person_id <> c.person_id OR NEW.amount_fen IS DISTINCT FROM amount_granted(NEW.case_id) THEN
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
