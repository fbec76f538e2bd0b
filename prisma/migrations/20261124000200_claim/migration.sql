-- Claiming units: one statement of the application calls this function; the loser's path is an answer, not an exception.
-- p_units names the desks an officer picked on the plan (all or none); NULL lets the function pick p_count free ones.
-- Answers: won {allocations}, already {allocations}, taken {unit, state}, waitlisted, not_approved, over_limit, key_reused.
CREATE FUNCTION claim_units(p_actor uuid, p_key uuid, p_case uuid, p_kind "UnitKind", p_units uuid[], p_count int,
                            p_from date, p_to date, p_hold_until timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE h bytea := sha256(convert_to(jsonb_build_array(p_case, p_kind, p_units, p_count, p_from, p_to)::text, 'UTF8'));
        prev idempotency_key; c case_file%ROWTYPE; v uuid; r jsonb; u uuid; picked uuid[] := '{}'; made uuid[] := '{}'; a uuid; want int; cap int; live_now int;
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
  SELECT coalesce(max(live), 0) INTO live_now FROM holding_counter WHERE venture_id = v AND kind = p_kind;

  IF c.id IS NULL OR c.state <> 'approved' THEN r := jsonb_build_object('status', 'not_approved');
  ELSIF cardinality(made) > 0 THEN r := jsonb_build_object('status', 'already', 'allocations', to_jsonb(made));
  ELSIF want < 1 OR want > c.quantity OR live_now + want > coalesce(cap, 100) THEN
    r := jsonb_build_object('status', 'over_limit', 'limit', cap, 'live', live_now, 'approved', c.quantity);
  ELSE
    IF p_units IS NULL THEN
      FOR u IN SELECT un.id FROM unit un
                WHERE un.kind = p_kind AND un.state = 'available' AND NOT EXISTS (
                  SELECT 1 FROM allocation x WHERE x.unit_id = un.id AND allocation_is_live(x.state) AND x.during && daterange(p_from, p_to))
                ORDER BY un.code LIMIT want FOR UPDATE OF un SKIP LOCKED LOOP
        picked := picked || u;
      END LOOP;
    ELSE
      FOR u IN SELECT un.id FROM unit un WHERE un.id = ANY (p_units) ORDER BY un.id FOR UPDATE OF un LOOP picked := picked || u; END LOOP;
    END IF;
    made := '{}';
    IF cardinality(picked) = want THEN
      FOREACH u IN ARRAY picked LOOP
        a := NULL;
        IF (SELECT state = 'available' AND kind = p_kind FROM unit WHERE id = u) THEN
          INSERT INTO allocation (unit_id, kind, venture_id, person_id, case_id, during, state, hold_expires_at, created_by)
          VALUES (u, p_kind, CASE WHEN p_kind IN ('desk', 'room') THEN v END, CASE WHEN p_kind IN ('flat', 'bed') THEN c.person_id END,
                  p_case, daterange(p_from, p_to), 'held', p_hold_until, p_actor)
          ON CONFLICT DO NOTHING RETURNING id INTO a;
        END IF;
        IF a IS NULL THEN EXIT; END IF;
        made := made || a;
      END LOOP;
    END IF;
    IF cardinality(made) = want THEN
      r := jsonb_build_object('status', 'won', 'allocations', to_jsonb(made), 'units', to_jsonb(picked));
      UPDATE waitlist_entry SET served_at = now() WHERE case_id = p_case AND kind = p_kind AND served_at IS NULL;
    ELSIF p_units IS NOT NULL THEN
      RAISE EXCEPTION 'taken' USING ERRCODE = 'P0CLM';                          -- undo the desks already made: all or none
    ELSE
      IF cardinality(made) > 0 THEN RAISE EXCEPTION 'partial' USING ERRCODE = 'P0CLM'; END IF;
      INSERT INTO waitlist_entry (kind, case_id, wanted) VALUES (p_kind, p_case, want) ON CONFLICT DO NOTHING;
      r := jsonb_build_object('status', 'waitlisted');
    END IF;
  END IF;
  UPDATE idempotency_key SET response = r WHERE actor_id = p_actor AND key = p_key;
  RETURN r;
EXCEPTION WHEN SQLSTATE 'P0CLM' THEN
  -- everything of this call is undone, the key included: the officer sees who holds what and picks again
  IF p_units IS NULL THEN RETURN jsonb_build_object('status', 'retry'); END IF;
  RETURN jsonb_build_object('status', 'taken', 'units', (
    SELECT jsonb_agg(jsonb_build_object('unit', un.id, 'code', un.code, 'state', un.state, 'since', x.created_at, 'by', x.created_by))
      FROM unit un LEFT JOIN allocation x ON x.unit_id = un.id AND allocation_is_live(x.state) AND x.during && daterange(p_from, p_to)
     WHERE un.id = ANY (p_units) AND (x.id IS NOT NULL OR un.state <> 'available')));
END $$;
