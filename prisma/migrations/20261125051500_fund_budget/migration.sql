-- 下达预算: what a line of a year may spend is proposed by finance and signed by a leader, like a transfer. Only the books' first
-- opening is of no account: the installation makes it.
CREATE TABLE fund_budget (
  id UUID NOT NULL DEFAULT gen_random_uuid(),
  fund_source_code TEXT NOT NULL,
  year INT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  amount_fen BIGINT NOT NULL,
  reason TEXT NOT NULL,
  proposed_by UUID NOT NULL,
  proposer_name TEXT NOT NULL,
  proposed_at TIMESTAMPTZ NOT NULL,
  decided_by UUID,
  decider_name TEXT,
  decided_at TIMESTAMPTZ,
  outcome TEXT,
  txn_id BIGINT,
  CONSTRAINT fund_budget_pkey PRIMARY KEY (id),
  CONSTRAINT budget_amount CHECK (amount_fen > 0),
  CONSTRAINT budget_line CHECK (code ~ '^[a-z_]+$' AND btrim(name) <> '' AND year BETWEEN 2020 AND 2100),
  CONSTRAINT budget_reason CHECK (char_length(btrim(reason)) >= 2),
  CONSTRAINT budget_outcome_known CHECK (outcome IS NULL OR outcome IN ('approved', 'refused')),
  CONSTRAINT budget_decided_whole CHECK (num_nulls(decided_by, decider_name, decided_at, outcome) IN (0, 4)),
  CONSTRAINT budget_by_another CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT budget_is_posted CHECK ((outcome IS NOT DISTINCT FROM 'approved') = (txn_id IS NOT NULL))
);
ALTER TABLE fund_budget ADD CONSTRAINT fund_budget_fund_source_code_fkey FOREIGN KEY (fund_source_code) REFERENCES fund_source(code) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE OR REPLACE FUNCTION guard_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decided text[] := ARRAY['decided_by', 'decider_name', 'decided_at', 'outcome', CASE TG_TABLE_NAME WHEN 'ledger_correction' THEN 'reversal_id' ELSE 'txn_id' END];
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
CREATE TRIGGER guard_proposal BEFORE INSERT OR UPDATE ON fund_budget FOR EACH ROW EXECUTE FUNCTION guard_proposal();

CREATE FUNCTION guard_budget_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM app_user WHERE id = NEW.actor_id) AND NOT (
    EXISTS (SELECT 1 FROM role_grant WHERE user_id = NEW.actor_id AND role_code = 'finance' AND revoked_at IS NULL)
    AND EXISTS (SELECT 1 FROM role_grant WHERE user_id = NEW.approver_id AND role_code = 'leader' AND revoked_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM role_grant WHERE user_id = NEW.approver_id AND role_code = 'finance' AND revoked_at IS NULL)) THEN
    RAISE EXCEPTION 'a budget needs finance and a leader of another role' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_budget_opening BEFORE INSERT ON ledger_txn FOR EACH ROW WHEN (NEW.kind = 'open') EXECUTE FUNCTION guard_budget_opening();
