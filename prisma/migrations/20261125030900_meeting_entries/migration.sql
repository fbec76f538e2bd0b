-- The meeting decides on what the experts have finished: an entry that is open for scoring again (a sheet was voided) waits for its new
-- result. A decided entry comes back only with a case that was returned to the meeting.
CREATE FUNCTION guard_meeting_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e "EntryState";
BEGIN
  IF TG_OP = 'INSERT' OR NEW.outcome IS DISTINCT FROM OLD.outcome THEN
    SELECT state INTO e FROM review_entry WHERE id = NEW.entry_id FOR SHARE;
    IF e NOT IN ('scored', 'discussion', 'decided') THEN RAISE EXCEPTION 'the experts have not finished' USING ERRCODE = 'check_violation'; END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_meeting_entry BEFORE INSERT OR UPDATE ON meeting_item FOR EACH ROW EXECUTE FUNCTION guard_meeting_entry();
