-- Leaving the team after the form was submitted makes nobody a stranger to the case.
CREATE OR REPLACE FUNCTION guard_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c case_file%ROWTYPE; signer uuid;
BEGIN
  SELECT * INTO c FROM case_file WHERE id = NEW.case_id FOR SHARE;
  SELECT person_id INTO signer FROM app_user WHERE id = NEW.signed_by;
  IF signer = c.person_id OR EXISTS (
    SELECT 1 FROM application a JOIN venture_member m ON m.venture_id = a.venture_id AND (m.left_at IS NULL OR m.left_at >= a.submitted_at)
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
