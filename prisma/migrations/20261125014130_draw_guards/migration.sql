-- A draw that nobody can turn, whoever writes to the database: sealed before, frozen at the closing time, opened with the
-- sealed key only, and published only when everything in it follows from secret, public value and entries.
ALTER TABLE draw
  ADD CONSTRAINT draw_commit_is_a_hash CHECK (commit ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT draw_has_units CHECK (units > 0),
  ADD CONSTRAINT draw_rule_known CHECK (rule_version = 'hmac-v1'),
  ADD CONSTRAINT draw_says_its_rules CHECK (btrim(title) <> '' AND btrim(pool_rule) <> '' AND btrim(public_value_source) <> ''),
  ADD CONSTRAINT draw_sealed_before_closing CHECK (state = 'planned' OR (committed_at IS NOT NULL AND committed_at <= closes_at)),
  ADD CONSTRAINT draw_frozen_after_closing CHECK (state IN ('planned', 'committed') OR coalesce(frozen_at >= closes_at AND entries_hash IS NOT NULL, false)),
  ADD CONSTRAINT draw_value_after_freezing CHECK (
    CASE WHEN state IN ('planned', 'committed', 'frozen') THEN public_value IS NULL AND drawn_at IS NULL
         ELSE coalesce(btrim(public_value) <> '' AND drawn_at >= frozen_at AND drawn_by IS NOT NULL AND btrim(witness_name) <> '', false) END),
  ADD CONSTRAINT draw_opens_the_sealed_key CHECK (
    CASE WHEN state = 'published' THEN coalesce(published_at >= drawn_at AND encode(sha256(decode(secret, 'hex')), 'hex') = commit, false)
         ELSE secret IS NULL END),
  ADD CONSTRAINT draw_rerun_by_two CHECK (
    CASE WHEN rerun_of IS NULL THEN rerun_by IS NULL AND rerun_by_second IS NULL AND rerun_reason IS NULL
         ELSE coalesce(rerun_by IS NOT NULL AND char_length(btrim(rerun_reason)) >= 10 AND rerun_by_second IS DISTINCT FROM rerun_by
                       AND (state = 'planned' OR rerun_by_second IS NOT NULL), false) END);
ALTER TABLE draw_entry
  ADD CONSTRAINT draw_entry_no_is_a_word CHECK (entry_no ~ '^[^\s]{1,40}$'),
  ADD CONSTRAINT draw_entry_class CHECK (priority_class BETWEEN 0 AND 99),
  ADD CONSTRAINT draw_entry_result_known CHECK (result IN ('offered', 'waitlisted'));
CREATE UNIQUE INDEX draw_entry_rank ON draw_entry (draw_id, rank) WHERE rank IS NOT NULL;

-- HMAC-SHA-256 (RFC 2104) with a key of at most one block, from the hash that PostgreSQL has.
CREATE FUNCTION hmac_pad(p_key bytea, p_pad int) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE padded bytea := p_key || decode(repeat('00', 64 - length(p_key)), 'hex');
BEGIN
  FOR i IN 0..63 LOOP padded := set_byte(padded, i, get_byte(padded, i) # p_pad); END LOOP;
  RETURN padded;
END $$;
CREATE FUNCTION hmac_sha256(p_inner bytea, p_outer bytea, p_message bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT sha256(p_outer || sha256(p_inner || p_message)) $$;

CREATE FUNCTION draw_entries_hash(p_draw uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(string_agg(entry_no || E'\t' || priority_class || E'\n', '' ORDER BY entry_no COLLATE "C"), 'UTF8')), 'hex')
    FROM draw_entry WHERE draw_id = p_draw
$$;

/* How many entries of a draw differ from what secret and public value say. */
CREATE FUNCTION draw_differences(p_draw uuid, p_secret text, p_value text, p_units int) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE k bytea; i bytea; o bytea; n bigint;
BEGIN
  k := decode(p_secret, 'hex');
  k := hmac_sha256(hmac_pad(k, 54), hmac_pad(k, 92), convert_to(p_value, 'UTF8'));
  i := hmac_pad(k, 54); o := hmac_pad(k, 92);
  SELECT count(*) INTO n FROM (
    SELECT e.ticket, e.rank, e.result, t.ticket AS want,
           row_number() OVER (ORDER BY e.priority_class, t.ticket COLLATE "C", e.entry_no COLLATE "C") AS place
      FROM draw_entry e, LATERAL (SELECT encode(hmac_sha256(i, o, convert_to(e.entry_no, 'UTF8')), 'hex') AS ticket) t
     WHERE e.draw_id = p_draw) x
   WHERE ticket IS DISTINCT FROM want OR rank IS DISTINCT FROM place OR result IS DISTINCT FROM CASE WHEN place <= p_units THEN 'offered' ELSE 'waitlisted' END;
  RETURN n;
END $$;

CREATE FUNCTION guard_draw_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'planned' THEN RAISE EXCEPTION 'a draw begins as planned' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.rerun_of IS NOT NULL AND (SELECT state FROM draw WHERE id = NEW.rerun_of) <> 'drawn' THEN
    RAISE EXCEPTION 'only a draw that is not published is run again' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_draw_insert BEFORE INSERT ON draw FOR EACH ROW EXECUTE FUNCTION guard_draw_insert();

-- What was said once is not said again: each column is written with its step only.
CREATE FUNCTION guard_draw() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE step text := OLD.state::text || '>' || NEW.state::text;
BEGIN
  IF (NEW.id, NEW.number, NEW.purpose, NEW.title, NEW.subject, NEW.pool_rule, NEW.units, NEW.rule_version, NEW.secret_cipher, NEW.commit,
      NEW.public_value_source, NEW.closes_at, NEW.created_at) IS DISTINCT FROM
     (OLD.id, OLD.number, OLD.purpose, OLD.title, OLD.subject, OLD.pool_rule, OLD.units, OLD.rule_version, OLD.secret_cipher, OLD.commit,
      OLD.public_value_source, OLD.closes_at, OLD.created_at)
     OR (NEW.created_by, NEW.rerun_of, NEW.rerun_reason, NEW.rerun_by) IS DISTINCT FROM (OLD.created_by, OLD.rerun_of, OLD.rerun_reason, OLD.rerun_by)
     OR (OLD.public AND NOT NEW.public)
     OR (step <> 'planned>committed' AND (NEW.committed_at, NEW.rerun_by_second) IS DISTINCT FROM (OLD.committed_at, OLD.rerun_by_second))
     OR (step <> 'committed>frozen' AND (NEW.entries_hash, NEW.frozen_at) IS DISTINCT FROM (OLD.entries_hash, OLD.frozen_at))
     OR (step <> 'frozen>drawn' AND (NEW.public_value, NEW.drawn_at, NEW.drawn_by, NEW.witness_name) IS DISTINCT FROM
                                    (OLD.public_value, OLD.drawn_at, OLD.drawn_by, OLD.witness_name))
     OR (step <> 'drawn>published' AND (NEW.secret, NEW.published_at) IS DISTINCT FROM (OLD.secret, OLD.published_at)) THEN
    RAISE EXCEPTION 'draw %: what is sealed stays as it is', OLD.number USING ERRCODE = 'check_violation';
  END IF;
  IF step = 'planned>committed' AND NEW.rerun_of IS NOT NULL AND (SELECT state FROM draw WHERE id = NEW.rerun_of FOR SHARE) <> 'drawn' THEN
    RAISE EXCEPTION 'only a draw that is not published is run again' USING ERRCODE = 'check_violation';
  END IF;
  IF step = 'committed>frozen' AND NEW.entries_hash IS DISTINCT FROM draw_entries_hash(NEW.id) THEN
    RAISE EXCEPTION 'draw %: the hash is not that of the entries', OLD.number USING ERRCODE = 'check_violation';
  END IF;
  IF step = 'frozen>drawn' AND EXISTS (SELECT 1 FROM draw_entry WHERE draw_id = NEW.id AND (ticket IS NULL OR rank IS NULL OR result IS NULL)) THEN
    RAISE EXCEPTION 'draw %: an entry without a rank', OLD.number USING ERRCODE = 'check_violation';
  END IF;
  IF step = 'drawn>published' THEN
    IF EXISTS (SELECT 1 FROM draw r WHERE r.rerun_of = NEW.id AND r.state NOT IN ('planned', 'published')) THEN
      RAISE EXCEPTION 'draw %: it is being run again', OLD.number USING ERRCODE = 'check_violation';
    END IF;
    IF encode(sha256(decode(NEW.secret, 'hex')), 'hex') = NEW.commit AND draw_differences(NEW.id, NEW.secret, NEW.public_value, NEW.units) > 0 THEN
      RAISE EXCEPTION 'draw %: the order does not follow from the key', OLD.number USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_draw BEFORE UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION guard_draw();
CREATE TRIGGER guard_transition BEFORE UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION guard_transition('draw');

-- Entries join while the draw is open, get their rank once when it is run, and never leave.
CREATE FUNCTION guard_draw_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s "DrawState";
BEGIN
  SELECT state INTO s FROM draw WHERE id = NEW.draw_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF s <> 'committed' OR NEW.ticket IS NOT NULL OR NEW.rank IS NOT NULL OR NEW.result IS NOT NULL THEN
      RAISE EXCEPTION 'the list of the draw is closed' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF s <> 'frozen' OR OLD.ticket IS NOT NULL OR (NEW.draw_id, NEW.entry_no, NEW.priority_class) IS DISTINCT FROM (OLD.draw_id, OLD.entry_no, OLD.priority_class) THEN
    RAISE EXCEPTION 'an entry of a draw stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_draw_entry BEFORE INSERT OR UPDATE ON draw_entry FOR EACH ROW EXECUTE FUNCTION guard_draw_entry();
CREATE TRIGGER never_deleted BEFORE DELETE ON draw FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON draw_entry FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE INDEX draw_shown ON draw (created_at DESC) WHERE public;
