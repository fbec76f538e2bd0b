-- Nobody records or approves money of a case to which they have a hard relation; not the applicant's team either. One person has
-- one account, so that two accounts are two people already.
CREATE OR REPLACE FUNCTION guard_ledger_txn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who uuid; why text;
BEGIN
  IF NEW.case_id IS NOT NULL THEN
    FOR who IN SELECT person_id FROM app_user WHERE id IN (NEW.actor_id, NEW.approver_id) LOOP
      IF EXISTS (SELECT 1 FROM case_file c WHERE c.id = NEW.case_id AND (c.person_id = who OR EXISTS (
           SELECT 1 FROM application a JOIN venture_member m ON m.venture_id = a.venture_id AND m.left_at IS NULL
            WHERE a.id = c.application_id AND m.person_id = who))) THEN
        RAISE EXCEPTION 'own case' USING ERRCODE = 'check_violation';
      END IF;
      why := hard_relation(who, NEW.case_id);
      IF why IS NOT NULL THEN
        RAISE EXCEPTION 'money of a related case: %', why USING ERRCODE = 'check_violation';
      END IF;
    END LOOP;
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
