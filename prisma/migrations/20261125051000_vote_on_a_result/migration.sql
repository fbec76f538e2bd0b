-- A vote is on the result that the member had before them. When a sheet is voided and the aggregate is made again, the votes on the old
-- result stay as they were cast and count no more: the members are asked again.
ALTER TABLE meeting_vote ADD COLUMN result_seq INT NOT NULL DEFAULT 0;
ALTER TABLE meeting_vote DISABLE TRIGGER append_only;
UPDATE meeting_vote v SET result_seq = coalesce((SELECT max(r.seq) FROM review_result r JOIN meeting_item i ON i.entry_id = r.entry_id WHERE i.id = v.item_id), 0);
ALTER TABLE meeting_vote ENABLE TRIGGER append_only;
ALTER TABLE meeting_vote DROP CONSTRAINT meeting_vote_pkey;
ALTER TABLE meeting_vote ADD CONSTRAINT meeting_vote_pkey PRIMARY KEY (item_id, user_id, result_seq);

/* The result that votes on this item are about: the latest one; of a decided item the one that it was decided on. */
CREATE FUNCTION meeting_result_seq(p_item uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(CASE WHEN i.outcome IS NULL THEN (SELECT max(seq) FROM review_result WHERE entry_id = i.entry_id)
                       ELSE (SELECT max(result_seq) FROM meeting_vote WHERE item_id = i.id) END, 0) FROM meeting_item i WHERE i.id = p_item
$$;

/* The votes that count: on this result, of members who did not have to leave. */
CREATE OR REPLACE FUNCTION meeting_votes(p_item uuid) RETURNS SETOF meeting_vote LANGUAGE sql STABLE AS $$
  SELECT v.* FROM meeting_vote v WHERE v.item_id = p_item AND v.result_seq = meeting_result_seq(p_item)
     AND NOT EXISTS (SELECT 1 FROM meeting_absence a WHERE a.item_id = v.item_id AND a.user_id = v.user_id)
$$;

/* The entry is held while the number is taken, so that no aggregate is made in between. */
CREATE FUNCTION vote_on_a_result() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s "EntryState";
BEGIN
  SELECT e.state INTO s FROM review_entry e JOIN meeting_item i ON i.entry_id = e.id WHERE i.id = NEW.item_id FOR SHARE OF e;
  IF s NOT IN ('scored', 'discussion', 'decided') THEN RAISE EXCEPTION 'a vote while the experts score again' USING ERRCODE = 'check_violation'; END IF;
  NEW.result_seq := meeting_result_seq(NEW.item_id);
  RETURN NEW;
END $$;
CREATE TRIGGER vote_on_a_result BEFORE INSERT ON meeting_vote FOR EACH ROW EXECUTE FUNCTION vote_on_a_result();
