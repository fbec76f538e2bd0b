-- Units under guard, and a claim that is right in the crowd.

-- A unit with a holder stays available: first the holding ends, then the unit is reserved, repaired or closed.
CREATE FUNCTION guard_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NEW.state <> 'available' AND EXISTS (
    SELECT 1 FROM allocation WHERE unit_id = NEW.id AND allocation_is_live(state)) THEN
    RAISE EXCEPTION 'unit % has a holder', NEW.code USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_unit BEFORE UPDATE OF state ON unit FOR EACH ROW EXECUTE FUNCTION guard_unit();

-- The unit's row is locked while its state is looked at: a repair that begins in the same moment waits, or is seen.
CREATE OR REPLACE FUNCTION guard_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s "UnitState";
BEGIN
  IF NEW.source <> 'ledger' AND NOT EXISTS (SELECT 1 FROM case_file WHERE id = NEW.case_id AND state = 'approved') THEN
    RAISE EXCEPTION 'allocation without an approved case' USING ERRCODE = 'check_violation';
  END IF;
  SELECT state INTO s FROM unit WHERE id = NEW.unit_id FOR SHARE;
  IF NEW.source <> 'ledger' AND s <> 'available' THEN
    RAISE EXCEPTION 'unit is %', s USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Makes the holdings of one claim on units whose rows are locked already; all of them, or it raises P0CLM. Whether somebody
-- holds a unit in these days is left to the exclusion constraint on purpose: it alone sees every writer.
CREATE FUNCTION claim_picked(p_actor uuid, p_case case_file, p_venture uuid, p_kind "UnitKind", p_units uuid[], p_from date, p_to date,
                             p_hold_until timestamptz)
RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE u uuid; a uuid; made uuid[] := '{}';
BEGIN
  FOREACH u IN ARRAY p_units LOOP
    a := NULL;
    IF EXISTS (SELECT 1 FROM unit WHERE id = u AND state = 'available' AND kind = p_kind) AND NOT EXISTS (
       SELECT 1 FROM allocation x WHERE x.unit_id = u AND allocation_is_live(x.state) AND NOT x.during && daterange(p_from, p_to)) THEN
      INSERT INTO allocation (unit_id, kind, venture_id, person_id, case_id, during, state, hold_expires_at, created_by)
      VALUES (u, p_kind, CASE WHEN p_kind IN ('desk', 'room') THEN p_venture END, CASE WHEN p_kind IN ('flat', 'bed') THEN p_case.person_id END,
              p_case.id, daterange(p_from, p_to), 'held', p_hold_until, p_actor)
      ON CONFLICT DO NOTHING RETURNING id INTO a;
    END IF;
    IF a IS NULL THEN RAISE EXCEPTION 'taken' USING ERRCODE = 'P0CLM'; END IF;
    made := made || a;
  END LOOP;
  RETURN made;
END $$;

-- As before, with two faults mended. (1) A free unit is picked with SKIP LOCKED, but "nobody holds it" is judged by the
-- snapshot from before the lock: a claimant who lost that race went to the list although other units were free. Now
-- the pick is made again, with a new snapshot, until units are won or too few are left. (2) A holder who has not left
-- after the end of the term is not in the way of the exclusion constraint; such a unit is not free either.
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

  IF c.id IS NULL OR c.state <> 'approved' THEN r := jsonb_build_object('status', 'not_approved');
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
