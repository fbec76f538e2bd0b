-- The panel meeting (会议审定): who is too near to an item has left for it and cannot vote; nothing is decided below the quorum,
-- against the votes, twice, or beyond what was asked; what was minuted stays.
ALTER TABLE panel_meeting
  ADD CONSTRAINT meeting_has_a_quorum CHECK (quorum > 0),
  ADD CONSTRAINT meeting_is_opened_and_closed CHECK (
    CASE state WHEN 'planned' THEN opened_at IS NULL AND closed_at IS NULL AND document_id IS NULL
               WHEN 'open' THEN opened_at IS NOT NULL AND closed_at IS NULL AND document_id IS NULL
               ELSE coalesce(closed_at >= opened_at, false) AND document_id IS NOT NULL END);
ALTER TABLE meeting_member ADD CONSTRAINT meeting_role_known CHECK (role IN ('chair', 'member', 'secretary', 'observer'));
CREATE UNIQUE INDEX meeting_one_chair ON meeting_member (meeting_id) WHERE role = 'chair';
ALTER TABLE meeting_item
  ADD CONSTRAINT meeting_outcome_known CHECK (outcome IN ('concur', 'reject')),
  ADD CONSTRAINT meeting_item_is_decided_whole CHECK (
    CASE WHEN outcome IS NULL THEN decided_at IS NULL AND reason IS NULL AND quantity IS NULL AND amount_fen IS NULL
         ELSE decided_at IS NOT NULL AND coalesce(char_length(btrim(reason)) >= 2, false) AND (outcome = 'concur' OR (quantity IS NULL AND amount_fen IS NULL)) END),
  ADD CONSTRAINT meeting_grants_something CHECK (quantity > 0 AND amount_fen > 0);
ALTER TABLE meeting_vote ADD CONSTRAINT meeting_vote_known CHECK (vote IN ('for', 'against', 'abstain'));
ALTER TABLE meeting_absence ADD CONSTRAINT meeting_absence_has_a_reason CHECK (btrim(reason) <> '');

/* Why this account has to leave for this case: the class of a hard relation, or that it recused itself from the review; null when it may stay. */
CREATE FUNCTION meeting_bar(p_user uuid, p_case uuid, p_entry uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT hard_relation(u.person_id, p_case) FROM app_user u WHERE u.id = p_user),
    (SELECT 'recused' FROM review_assignment a JOIN reviewer r ON r.id = a.reviewer_id JOIN app_user u ON u.person_id = r.person_id
      WHERE a.entry_id = p_entry AND u.id = p_user AND a.state = 'recused' LIMIT 1))
$$;

CREATE FUNCTION guard_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'planned' THEN RAISE EXCEPTION 'a meeting begins as planned' USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'closed' OR (NEW.id, NEW.round_id, NEW.panel_id, NEW.chair_id, NEW.secretary_id, NEW.quorum) IS DISTINCT FROM
                             (OLD.id, OLD.round_id, OLD.panel_id, OLD.chair_id, OLD.secretary_id, OLD.quorum) THEN
    RAISE EXCEPTION 'a meeting stays as it was called' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'open' AND OLD.state = 'planned' THEN
    IF NOT EXISTS (SELECT 1 FROM meeting_member WHERE meeting_id = NEW.id AND user_id = NEW.chair_id AND role = 'chair') THEN
      RAISE EXCEPTION 'a meeting needs its chair' USING ERRCODE = 'check_violation';
    END IF;
    IF (SELECT count(*) FROM meeting_member WHERE meeting_id = NEW.id AND role IN ('chair', 'member')) < NEW.quorum THEN
      RAISE EXCEPTION 'fewer members than the quorum' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_meeting BEFORE INSERT OR UPDATE ON panel_meeting FOR EACH ROW EXECUTE FUNCTION guard_meeting();
CREATE TRIGGER guard_transition BEFORE UPDATE ON panel_meeting FOR EACH ROW EXECUTE FUNCTION guard_transition('meeting');
CREATE TRIGGER never_deleted BEFORE DELETE ON panel_meeting FOR EACH ROW EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_meeting_member() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s "MeetingState";
BEGIN
  SELECT state INTO s FROM panel_meeting WHERE id = NEW.meeting_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF s <> 'planned' OR NEW.arrived_at IS NOT NULL THEN RAISE EXCEPTION 'members are named before the meeting' USING ERRCODE = 'check_violation'; END IF;
  ELSIF s = 'closed' OR OLD.arrived_at IS NOT NULL OR (NEW.meeting_id, NEW.user_id, NEW.name, NEW.role) IS DISTINCT FROM (OLD.meeting_id, OLD.user_id, OLD.name, OLD.role) THEN
    RAISE EXCEPTION 'a member signs in once, and stays who they are' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_meeting_member BEFORE INSERT OR UPDATE ON meeting_member FOR EACH ROW EXECUTE FUNCTION guard_meeting_member();
CREATE TRIGGER never_deleted BEFORE DELETE ON meeting_member FOR EACH ROW EXECUTE FUNCTION append_only();

/* The votes that count: of members who did not have to leave. */
CREATE FUNCTION meeting_votes(p_item uuid) RETURNS SETOF meeting_vote LANGUAGE sql STABLE AS $$
  SELECT v.* FROM meeting_vote v WHERE v.item_id = p_item
     AND NOT EXISTS (SELECT 1 FROM meeting_absence a WHERE a.item_id = v.item_id AND a.user_id = v.user_id)
$$;

CREATE FUNCTION guard_meeting_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE m panel_meeting%ROWTYPE; c case_file%ROWTYPE; near text; cast_votes int; for_votes int; share numeric;
BEGIN
  SELECT * INTO m FROM panel_meeting WHERE id = NEW.meeting_id FOR SHARE;
  SELECT * INTO c FROM case_file WHERE id = NEW.case_id;
  IF TG_OP = 'INSERT' THEN
    IF m.state <> 'planned' OR NEW.outcome IS NOT NULL THEN RAISE EXCEPTION 'the agenda is made before the meeting' USING ERRCODE = 'check_violation'; END IF;
    PERFORM 1 FROM case_file WHERE id = NEW.case_id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM meeting_item i JOIN panel_meeting o ON o.id = i.meeting_id WHERE i.case_id = NEW.case_id AND i.outcome IS NULL AND o.state <> 'closed') THEN
      RAISE EXCEPTION 'the case is on the agenda of another meeting' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM review_entry e WHERE e.id = NEW.entry_id AND e.application_id = c.application_id AND e.round_id = m.round_id) THEN
      RAISE EXCEPTION 'an item of another round' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.outcome IS NOT NULL OR (NEW.id, NEW.meeting_id, NEW.ordinal, NEW.case_id, NEW.entry_id) IS DISTINCT FROM (OLD.id, OLD.meeting_id, OLD.ordinal, OLD.case_id, OLD.entry_id) THEN
    RAISE EXCEPTION 'an item is decided once' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.outcome IS NULL THEN RETURN NEW; END IF;
  IF m.state <> 'open' THEN RAISE EXCEPTION 'the meeting is not open' USING ERRCODE = 'check_violation'; END IF;
  near := meeting_bar(m.chair_id, NEW.case_id, NEW.entry_id);
  IF near IS NOT NULL OR EXISTS (SELECT 1 FROM meeting_absence WHERE item_id = NEW.id AND user_id = m.chair_id) THEN
    RAISE EXCEPTION 'the chair has left for this item' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM meeting_votes(NEW.id) v WHERE meeting_bar(v.user_id, NEW.case_id, NEW.entry_id) IS NOT NULL) THEN
    RAISE EXCEPTION 'a vote of somebody who has to leave' USING ERRCODE = 'check_violation';
  END IF;
  SELECT count(*), count(*) FILTER (WHERE vote = 'for') INTO cast_votes, for_votes FROM meeting_votes(NEW.id);
  IF cast_votes < m.quorum THEN RAISE EXCEPTION 'below the quorum: % of %', cast_votes, m.quorum USING ERRCODE = 'check_violation'; END IF;
  SELECT value INTO share FROM rule_value WHERE key = 'meeting.majority_percent' AND valid_to IS NULL;
  IF (for_votes * 100 > share * cast_votes) <> (NEW.outcome = 'concur') THEN
    RAISE EXCEPTION 'the outcome is not that of the votes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.quantity > c.quantity OR NEW.amount_fen > c.amount_fen OR (NEW.outcome = 'concur' AND c.amount_fen IS NOT NULL AND NEW.amount_fen IS NULL) THEN
    RAISE EXCEPTION 'more than was asked' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_meeting_item BEFORE INSERT OR UPDATE ON meeting_item FOR EACH ROW EXECUTE FUNCTION guard_meeting_item();
CREATE TRIGGER never_deleted BEFORE DELETE ON meeting_item FOR EACH ROW EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_meeting_vote() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE i meeting_item%ROWTYPE; s "MeetingState"; near text;
BEGIN
  SELECT * INTO i FROM meeting_item WHERE id = NEW.item_id FOR SHARE;
  SELECT state INTO s FROM panel_meeting WHERE id = i.meeting_id;
  IF s <> 'open' OR i.outcome IS NOT NULL THEN RAISE EXCEPTION 'the item is not open for votes' USING ERRCODE = 'check_violation'; END IF;
  IF NOT EXISTS (SELECT 1 FROM meeting_member WHERE meeting_id = i.meeting_id AND user_id = NEW.user_id AND role IN ('chair', 'member') AND arrived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'only members who signed in vote' USING ERRCODE = 'check_violation';
  END IF;
  near := coalesce(meeting_bar(NEW.user_id, i.case_id, i.entry_id), (SELECT reason FROM meeting_absence WHERE item_id = NEW.item_id AND user_id = NEW.user_id));
  IF near IS NOT NULL THEN RAISE EXCEPTION 'related: %', near USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_meeting_vote BEFORE INSERT ON meeting_vote FOR EACH ROW EXECUTE FUNCTION guard_meeting_vote();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON meeting_vote FOR EACH ROW EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_meeting_absence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM meeting_item i JOIN panel_meeting m ON m.id = i.meeting_id JOIN meeting_member x ON x.meeting_id = m.id AND x.user_id = NEW.user_id
                  WHERE i.id = NEW.item_id AND i.outcome IS NULL AND m.state = 'open') THEN
    RAISE EXCEPTION 'an absence is minuted while its item is open' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_meeting_absence BEFORE INSERT ON meeting_absence FOR EACH ROW EXECUTE FUNCTION guard_meeting_absence();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON meeting_absence FOR EACH ROW EXECUTE FUNCTION append_only();
