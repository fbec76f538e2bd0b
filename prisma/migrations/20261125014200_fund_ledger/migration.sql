-- The fund's books: double entry, append-only, balanced and chained at COMMIT, caps as CHECKs on the balance itself.
-- The application's role may only call post_txn; it writes none of the ledger's tables with its own hands (grants.sql).

-- accounts ------------------------------------------------------------------------------------------------------------
-- source (本年预算来源) and brought (上年结转来源) stand below zero, one pair per fund and year; the others belong to a line.
ALTER TABLE ledger_account
  ADD CONSTRAINT account_kind_known CHECK (kind IN ('source', 'brought', 'available', 'committed', 'contracted', 'disbursed', 'recovered', 'carried')),
  ADD CONSTRAINT balance_within_bounds CHECK (balance_fen BETWEEN min_fen AND max_fen),
  ADD CONSTRAINT account_sides CHECK (CASE WHEN kind IN ('source', 'brought') THEN line_id IS NULL AND max_fen = 0 AND min_fen <= 0
                                           ELSE line_id IS NOT NULL AND min_fen = 0 AND max_fen >= 0 END);
CREATE UNIQUE INDEX ledger_account_line_kind ON ledger_account (line_id, kind) WHERE line_id IS NOT NULL;

-- postings ------------------------------------------------------------------------------------------------------------
ALTER TABLE ledger_txn
  ADD CONSTRAINT txn_kind_known CHECK (kind IN ('open', 'commit', 'contract', 'disburse', 'release', 'recover', 'transfer', 'carry', 'lapse', 'reverse')),
  ADD CONSTRAINT ref_given CHECK (char_length(btrim(ref)) >= 1),
  ADD CONSTRAINT approver_is_another CHECK (approver_id IS NULL OR approver_id <> actor_id),
  ADD CONSTRAINT two_people CHECK (kind NOT IN ('disburse', 'transfer', 'reverse') OR approver_id IS NOT NULL),
  ADD CONSTRAINT reason_of_posting CHECK (kind NOT IN ('release', 'recover', 'transfer', 'carry', 'reverse') OR char_length(btrim(note)) >= 2),
  ADD CONSTRAINT money_of_a_case CHECK (kind NOT IN ('commit', 'contract', 'disburse', 'release', 'recover', 'carry') OR case_id IS NOT NULL),
  ADD CONSTRAINT reversal_names_its_txn CHECK ((kind = 'reverse') = (reverses IS NOT NULL));
ALTER TABLE ledger_entry
  ADD CONSTRAINT entry_amount CHECK (amount_fen <> 0 AND abs(amount_fen) <= 100000000000);

-- Which side of which account a kind of posting may touch; a reversal is checked whole, against the posting it takes back.
CREATE FUNCTION ledger_move_known(p_kind text, p_account text, p_amount bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_kind = 'reverse' OR (p_kind, p_account, sign(p_amount)) IN (
    ('open', 'source', -1), ('open', 'available', 1),
    ('commit', 'available', -1), ('commit', 'committed', 1),
    ('contract', 'committed', -1), ('contract', 'contracted', 1),
    ('disburse', 'contracted', -1), ('disburse', 'disbursed', 1),
    ('release', 'committed', -1), ('release', 'contracted', -1), ('release', 'available', 1),
    ('recover', 'disbursed', -1), ('recover', 'brought', -1), ('recover', 'recovered', 1),
    ('transfer', 'available', -1), ('transfer', 'available', 1),
    ('carry', 'committed', -1), ('carry', 'contracted', -1), ('carry', 'carried', 1),
    ('carry', 'brought', -1), ('carry', 'committed', 1), ('carry', 'contracted', 1),
    ('lapse', 'available', -1), ('lapse', 'source', 1)) $$;

-- Nobody posts money of a case that is theirs or their team's, and two accounts of one person are not two people.
CREATE FUNCTION guard_ledger_txn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who uuid[];
BEGIN
  SELECT array_agg(person_id) INTO who FROM app_user WHERE id IN (NEW.actor_id, NEW.approver_id);
  IF cardinality(who) = 2 AND who[1] = who[2] THEN
    RAISE EXCEPTION 'two accounts of one person' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.case_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM case_file c WHERE c.id = NEW.case_id AND (c.person_id = ANY (who) OR EXISTS (
      SELECT 1 FROM application a JOIN venture_member m ON m.venture_id = a.venture_id AND m.left_at IS NULL
       WHERE a.id = c.application_id AND m.person_id = ANY (who)))) THEN
    RAISE EXCEPTION 'own case' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind IN ('transfer', 'reverse') AND NOT (
    EXISTS (SELECT 1 FROM role_grant WHERE user_id = NEW.actor_id AND role_code = 'finance' AND revoked_at IS NULL)
    AND EXISTS (SELECT 1 FROM role_grant WHERE user_id = NEW.approver_id AND role_code = 'leader' AND revoked_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM role_grant WHERE user_id = NEW.approver_id AND role_code = 'finance' AND revoked_at IS NULL)) THEN
    RAISE EXCEPTION 'a % needs finance and a leader of another role', NEW.kind USING ERRCODE = 'check_violation';
  END IF;
  NEW.hash := NULL; NEW.prev_hash := NULL; NEW.n := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_ledger_txn BEFORE INSERT ON ledger_txn FOR EACH ROW EXECUTE FUNCTION guard_ledger_txn();

CREATE FUNCTION guard_ledger_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t ledger_txn%ROWTYPE; a ledger_account%ROWTYPE;
BEGIN
  SELECT * INTO t FROM ledger_txn WHERE id = NEW.txn_id;
  SELECT * INTO a FROM ledger_account WHERE id = NEW.account_id FOR UPDATE;
  IF t.hash IS NOT NULL THEN
    RAISE EXCEPTION 'ledger_txn % is sealed', NEW.txn_id USING ERRCODE = 'check_violation';
  END IF;
  IF NOT ledger_move_known(t.kind, a.kind, NEW.amount_fen) THEN
    RAISE EXCEPTION 'a % does not move % this way', t.kind, a.kind USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM fund_line WHERE id = a.line_id AND closed_on IS NOT NULL) THEN
    RAISE EXCEPTION 'the line of account % is closed', a.code USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_ledger_entry BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION guard_ledger_entry();

CREATE FUNCTION ledger_entry_apply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE ledger_account SET balance_fen = balance_fen + NEW.amount_fen WHERE id = NEW.account_id; RETURN NULL; END $$;
CREATE TRIGGER ledger_entry_apply AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_apply();

-- What this case has on this account: its own part of the line's balance. No case lives on another's money.
CREATE FUNCTION ledger_case_balance(p_case uuid, p_account bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(e.amount_fen), 0)::bigint FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id WHERE t.case_id = p_case AND e.account_id = p_account $$;

-- What was paid out to this case over all years and has not come back. A payment of a closed year is recovered through `brought` of
-- the year in which the money arrives; what is only carried over stands once in `carried` and once in `brought`.
CREATE FUNCTION ledger_case_outstanding(p_case uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(e.amount_fen), 0)::bigint FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id JOIN ledger_account a ON a.id = e.account_id
   WHERE t.case_id = p_case AND a.kind IN ('disbursed', 'brought', 'carried') $$;

-- seal at COMMIT ------------------------------------------------------------------------------------------------------
CREATE FUNCTION ledger_txn_text(t ledger_txn) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(t.n, t.id, t.kind, t.ref, t.case_id, t.note, t.actor_id, t.approver_id, t.biz_date, extract(epoch FROM t.posted_at), t.reverses,
    (SELECT jsonb_agg(jsonb_build_array(e.line, e.account_id, e.amount_fen) ORDER BY e.line) FROM ledger_entry e WHERE e.txn_id = t.id))::text $$;

CREATE FUNCTION ledger_txn_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s numeric; c int; t ledger_txn%ROWTYPE; h bytea; k bigint;
BEGIN
  SELECT coalesce(sum(amount_fen), 0), count(*) INTO s, c FROM ledger_entry WHERE txn_id = NEW.id;
  IF c < 2 OR s <> 0 THEN
    RAISE EXCEPTION 'ledger_txn % is not balanced: % lines, sum %', NEW.id, c, s USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind = 'reverse' AND (NEW.case_id IS DISTINCT FROM (SELECT case_id FROM ledger_txn WHERE id = NEW.reverses) OR EXISTS (
    (SELECT account_id, sum(amount_fen) FROM ledger_entry WHERE txn_id = NEW.id GROUP BY 1
     EXCEPT SELECT account_id, -sum(amount_fen) FROM ledger_entry WHERE txn_id = NEW.reverses GROUP BY 1)
    UNION ALL
    (SELECT account_id, -sum(amount_fen) FROM ledger_entry WHERE txn_id = NEW.reverses GROUP BY 1
     EXCEPT SELECT account_id, sum(amount_fen) FROM ledger_entry WHERE txn_id = NEW.id GROUP BY 1))) THEN
    RAISE EXCEPTION 'ledger_txn % is not the counter-entry of %', NEW.id, NEW.reverses USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.case_id IS NOT NULL AND (ledger_case_outstanding(NEW.case_id) < 0 OR EXISTS (
    SELECT 1 FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
     WHERE e.txn_id = NEW.id AND a.kind IN ('committed', 'contracted', 'disbursed', 'recovered') AND ledger_case_balance(NEW.case_id, e.account_id) < 0)) THEN
    RAISE EXCEPTION 'ledger_txn % takes more than case % has', NEW.id, NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  SELECT hash, n + 1 INTO h, k FROM chain_head WHERE chain = 'ledger' FOR UPDATE;
  SELECT * INTO t FROM ledger_txn WHERE id = NEW.id;
  t.n := k;
  UPDATE ledger_txn SET n = k, prev_hash = h, hash = sha256(h || convert_to(ledger_txn_text(t), 'UTF8')) WHERE id = NEW.id RETURNING hash INTO h;
  UPDATE chain_head SET hash = h, n = k WHERE chain = 'ledger';
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_txn_seal AFTER INSERT ON ledger_txn DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_txn_seal();
INSERT INTO chain_head (chain, hash, n) VALUES ('ledger', '\x00', 0);

-- Append-only but for the one filling of the empty seal, which only the sealing function (the owner) may do.
CREATE FUNCTION ledger_txn_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.hash IS NULL AND NEW.hash IS NOT NULL
     AND (to_jsonb(NEW) - '{hash,prev_hash,n}'::text[]) = (to_jsonb(OLD) - '{hash,prev_hash,n}'::text[]) THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% on ledger_txn is forbidden: append only', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_txn FOR EACH ROW EXECUTE FUNCTION ledger_txn_append_only();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON ledger_txn FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION append_only();

/* The id of the first posting whose text or place in the chain does not hold; 0 where the end is missing; NULL when all holds. */
CREATE FUNCTION ledger_first_broken() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE t ledger_txn; bad bigint; h bytea := '\x00'; k bigint := 0;
BEGIN
  SELECT x.id INTO bad FROM ledger_txn x WHERE x.hash IS DISTINCT FROM sha256(x.prev_hash || convert_to(ledger_txn_text(x), 'UTF8')) ORDER BY x.id LIMIT 1;
  IF bad IS NOT NULL THEN RETURN bad; END IF;
  FOR t IN SELECT x.* FROM ledger_txn x ORDER BY x.n LOOP
    k := k + 1;
    IF t.n <> k OR t.prev_hash <> h THEN RETURN t.id; END IF;
    h := t.hash;
  END LOOP;
  IF (SELECT hash <> h OR n <> k FROM chain_head WHERE chain = 'ledger') THEN RETURN 0; END IF;
  RETURN NULL;
END $$;

-- posting -------------------------------------------------------------------------------------------------------------
/* One posting, one statement. p_lines: [[account id, fen], …]. Answers status posted | duplicate | insufficient | closed | ref_used,
   `txn`, and `available`: what the account that the money comes from (or the one that falls short) still holds.
   The loser gets an answer, never an exception; the CHECK on the balance stays as the last guard. */
CREATE FUNCTION post_txn(p_kind text, p_ref text, p_case uuid, p_note text, p_actor uuid, p_approver uuid, p_biz date, p_lines jsonb,
                         p_reverses bigint DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t bigint; l record; prev ledger_txn%ROWTYPE; short bigint; closed boolean := false; want jsonb;
BEGIN
  FOR l IN SELECT a.id, a.kind, a.line_id, a.balance_fen, a.min_fen, a.max_fen, f.closed_on
             FROM ledger_account a LEFT JOIN fund_line f ON f.id = a.line_id
            WHERE a.id IN (SELECT (e->>0)::bigint FROM jsonb_array_elements(p_lines) e) ORDER BY a.id FOR UPDATE OF a LOOP
    NULL;                                                                        -- fixed order: no deadlock
  END LOOP;

  SELECT jsonb_agg(jsonb_build_array((e->>0)::bigint, (e->>1)::bigint) ORDER BY (e->>0)::bigint, (e->>1)::bigint) INTO want FROM jsonb_array_elements(p_lines) e;
  SELECT * INTO prev FROM ledger_txn WHERE kind = p_kind AND ref = p_ref;
  IF NOT FOUND THEN
    FOR l IN SELECT a.id, a.kind, a.balance_fen, a.min_fen, a.max_fen, f.closed_on, x.delta
               FROM (SELECT (e->>0)::bigint AS id, sum((e->>1)::bigint)::bigint AS delta FROM jsonb_array_elements(p_lines) e GROUP BY 1) x
               JOIN ledger_account a ON a.id = x.id LEFT JOIN fund_line f ON f.id = a.line_id ORDER BY a.id LOOP
      closed := closed OR l.closed_on IS NOT NULL;
      IF l.balance_fen + l.delta NOT BETWEEN l.min_fen AND l.max_fen THEN short := least(short, l.balance_fen - l.min_fen); END IF;
      IF l.delta < 0 AND p_case IS NOT NULL AND l.kind IN ('committed', 'contracted', 'disbursed', 'recovered')
         AND ledger_case_balance(p_case, l.id) + l.delta < 0 THEN short := least(short, ledger_case_balance(p_case, l.id)); END IF;
      IF p_kind = 'recover' AND l.kind = 'brought' AND ledger_case_outstanding(p_case) + l.delta < 0 THEN short := least(short, ledger_case_outstanding(p_case)); END IF;
    END LOOP;
    IF closed THEN RETURN jsonb_build_object('status', 'closed', 'available', 0); END IF;
    IF short IS NOT NULL THEN RETURN jsonb_build_object('status', 'insufficient', 'available', short); END IF;
    INSERT INTO ledger_txn (kind, ref, case_id, note, actor_id, approver_id, biz_date, reverses)
    VALUES (p_kind, p_ref, p_case, p_note, p_actor, p_approver, p_biz, p_reverses) ON CONFLICT (kind, ref) DO NOTHING RETURNING id INTO t;
    IF t IS NOT NULL THEN
      INSERT INTO ledger_entry (txn_id, line, account_id, amount_fen)
        SELECT t, row_number() OVER (ORDER BY (e->>0)::bigint), (e->>0)::bigint, (e->>1)::bigint FROM jsonb_array_elements(p_lines) e ORDER BY 2;
    ELSE
      SELECT * INTO prev FROM ledger_txn WHERE kind = p_kind AND ref = p_ref;
    END IF;
  END IF;

  SELECT a.balance_fen - a.min_fen INTO short FROM jsonb_array_elements(p_lines) e JOIN ledger_account a ON a.id = (e->>0)::bigint
   WHERE (e->>1)::bigint < 0 ORDER BY a.kind IN ('source', 'brought'), a.id LIMIT 1;
  IF t IS NOT NULL THEN RETURN jsonb_build_object('status', 'posted', 'txn', t, 'available', short); END IF;
  -- the same number with another content is not the same posting: whoever sent it must look, nothing is pretended
  IF prev.case_id IS NOT DISTINCT FROM p_case AND want = (
       SELECT jsonb_agg(jsonb_build_array(account_id, amount_fen) ORDER BY account_id, amount_fen) FROM ledger_entry WHERE txn_id = prev.id) THEN
    RETURN jsonb_build_object('status', 'duplicate', 'txn', prev.id, 'available', short);
  END IF;
  RETURN jsonb_build_object('status', 'ref_used', 'txn', prev.id, 'available', short);
END $$;

-- lines ---------------------------------------------------------------------------------------------------------------
ALTER TABLE fund_line
  ADD CONSTRAINT line_named CHECK (char_length(btrim(name)) >= 1 AND code ~ '^[a-z_]+$' AND year BETWEEN 2020 AND 2100);

/* The line of a fund and year with its accounts, made where it is missing. Makes no money: that takes an `open` posting,
   which the year's source bounds at the fund's annual sum. */
CREATE FUNCTION fund_line_of(p_source text, p_year int, p_code text, p_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE l uuid; annual bigint; head text := p_source || ':' || p_year;
BEGIN
  SELECT annual_fen INTO annual FROM fund_source WHERE code = p_source;
  IF annual IS NULL THEN RAISE EXCEPTION 'fund % has no annual sum', p_source USING ERRCODE = 'check_violation'; END IF;
  INSERT INTO ledger_account (code, kind, min_fen, max_fen) VALUES (head || ':source', 'source', -annual, 0) ON CONFLICT (code) DO NOTHING;
  INSERT INTO ledger_account (code, kind, min_fen, max_fen) VALUES (head || ':brought', 'brought', -annual, 0) ON CONFLICT (code) DO NOTHING;
  INSERT INTO fund_line (fund_source_code, year, code, name) VALUES (p_source, p_year, p_code, p_name) ON CONFLICT (fund_source_code, year, code) DO NOTHING;
  SELECT id INTO l FROM fund_line WHERE fund_source_code = p_source AND year = p_year AND code = p_code;
  INSERT INTO ledger_account (code, kind, line_id, min_fen, max_fen)
    SELECT head || ':' || p_code || ':' || k, k, l, 0, 2 * annual FROM unnest(ARRAY['available', 'committed', 'contracted', 'disbursed', 'recovered', 'carried']) k
    ON CONFLICT (code) DO NOTHING;
  RETURN l;
END $$;

-- A line is closed when nothing is left to decide on it, and stays closed. Its accounts are locked, so no posting slips by.
CREATE FUNCTION guard_fund_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.closed_on IS NOT NULL THEN
    RAISE EXCEPTION 'line % is closed', OLD.code USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.fund_source_code, NEW.year, NEW.code) IS DISTINCT FROM (OLD.fund_source_code, OLD.year, OLD.code) THEN
    RAISE EXCEPTION 'line % keeps its name and year', OLD.code USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.closed_on IS NOT NULL THEN
    PERFORM 1 FROM ledger_account WHERE line_id = NEW.id ORDER BY id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM ledger_account WHERE line_id = NEW.id AND kind IN ('available', 'committed', 'contracted') AND balance_fen <> 0) THEN
      RAISE EXCEPTION 'line % has money that nobody has decided on', NEW.code USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_fund_line BEFORE UPDATE ON fund_line FOR EACH ROW EXECUTE FUNCTION guard_fund_line();

-- transfers and corrections: proposed by one, decided by another of another role --------------------------------------
CREATE TABLE ledger_correction (
  id UUID NOT NULL DEFAULT gen_random_uuid(),
  txn_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  proposed_by UUID NOT NULL,
  proposer_name TEXT NOT NULL,
  proposed_at TIMESTAMPTZ NOT NULL,
  decided_by UUID,
  decider_name TEXT,
  decided_at TIMESTAMPTZ,
  outcome TEXT,
  reversal_id BIGINT,
  CONSTRAINT ledger_correction_pkey PRIMARY KEY (id),
  CONSTRAINT correction_reason CHECK (char_length(btrim(reason)) >= 2),
  CONSTRAINT correction_outcome_known CHECK (outcome IS NULL OR outcome IN ('approved', 'refused')),
  CONSTRAINT correction_decided_whole CHECK (num_nulls(decided_by, decider_name, decided_at, outcome) IN (0, 4)),
  CONSTRAINT correction_by_another CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT correction_is_posted CHECK ((outcome IS NOT DISTINCT FROM 'approved') = (reversal_id IS NOT NULL))
);
ALTER TABLE ledger_correction ADD CONSTRAINT ledger_correction_txn_id_fkey FOREIGN KEY (txn_id) REFERENCES ledger_txn(id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX ledger_correction_one_open ON ledger_correction (txn_id) WHERE outcome IS NULL;

ALTER TABLE fund_transfer
  ADD CONSTRAINT transfer_amount CHECK (amount_fen > 0),
  ADD CONSTRAINT transfer_between_two CHECK (from_line_id <> to_line_id),
  ADD CONSTRAINT transfer_reason CHECK (char_length(btrim(reason)) >= 2),
  ADD CONSTRAINT transfer_outcome_known CHECK (outcome IS NULL OR outcome IN ('approved', 'refused')),
  ADD CONSTRAINT transfer_decided_whole CHECK (num_nulls(decided_by, decider_name, decided_at, outcome) IN (0, 4)),
  ADD CONSTRAINT transfer_by_another CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  ADD CONSTRAINT transfer_is_posted CHECK ((outcome IS NOT DISTINCT FROM 'approved') = (txn_id IS NOT NULL));

-- What was decided is not decided again, and what was proposed is not rewritten.
CREATE FUNCTION guard_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decided text[] := ARRAY['decided_by', 'decider_name', 'decided_at', 'outcome', CASE TG_TABLE_NAME WHEN 'fund_transfer' THEN 'txn_id' ELSE 'reversal_id' END];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.outcome IS NOT NULL THEN RAISE EXCEPTION 'a proposal begins undecided' USING ERRCODE = 'check_violation'; END IF;
    IF TG_TABLE_NAME = 'fund_transfer' AND NOT EXISTS (
      SELECT 1 FROM fund_line f JOIN fund_line t ON t.fund_source_code = f.fund_source_code AND t.year = f.year
       WHERE f.id = (to_jsonb(NEW)->>'from_line_id')::uuid AND t.id = (to_jsonb(NEW)->>'to_line_id')::uuid) THEN
      RAISE EXCEPTION 'a transfer stays within a fund and year' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.outcome IS NOT NULL OR to_jsonb(NEW) - decided <> to_jsonb(OLD) - decided THEN
    RAISE EXCEPTION 'the proposal stands as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_proposal BEFORE INSERT OR UPDATE ON fund_transfer FOR EACH ROW EXECUTE FUNCTION guard_proposal();
CREATE TRIGGER guard_proposal BEFORE INSERT OR UPDATE ON ledger_correction FOR EACH ROW EXECUTE FUNCTION guard_proposal();
