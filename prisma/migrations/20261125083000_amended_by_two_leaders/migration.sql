-- A reconsideration that gives more than the chain of its round lets one leader give: whoever found it right and whoever decided it
-- are both leaders, as with an approval. The decision is written before the case moves.
CREATE FUNCTION guard_amended() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE above bigint;
BEGIN
  SELECT s.above_fen INTO above FROM application a JOIN round r ON r.id = a.round_id JOIN chain_step s ON s.chain = r.chain AND s.step = 'approval_second'
   WHERE a.id = NEW.application_id;
  IF NEW.amount_fen > above AND (
    SELECT count(DISTINCT g.user_id) FROM objection o JOIN role_grant g ON g.user_id IN (o.handler_id, o.decided_by) AND g.role_code = 'leader' AND g.revoked_at IS NULL
     WHERE o.case_id = NEW.id AND o.kind = 'reconsideration' AND o.decision = 'amended') < 2 THEN
    RAISE EXCEPTION 'an amended result of this amount needs two leaders' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_amended BEFORE UPDATE OF state ON case_file FOR EACH ROW WHEN (NEW.state = 'amended' AND OLD.state <> 'amended') EXECUTE FUNCTION guard_amended();
