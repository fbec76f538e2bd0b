-- 公示, 异议, 复核, letters to those who were not chosen: what the database refuses by itself.
ALTER TABLE public_notice ADD COLUMN withdrawn_at timestamptz, ADD COLUMN withdrawn_by uuid, ADD COLUMN withdraw_reason text;
ALTER TABLE objection ADD COLUMN line_id uuid REFERENCES notice_line (id) ON DELETE SET NULL ON UPDATE CASCADE, ADD COLUMN notified_how text;
CREATE INDEX objection_line_id_idx ON objection (line_id);

-- the period --------------------------------------------------------------------------------------------------------
ALTER TABLE public_notice
  ADD CONSTRAINT notice_of_five_days_at_least CHECK (days BETWEEN 5 AND 60),
  -- working days are counted by the command; fewer calendar days than that can never be right
  ADD CONSTRAINT period_holds_its_days CHECK (to_on - from_on >= days),
  ADD CONSTRAINT published_notice_is_complete CHECK (
    state = 'draft' OR (number IS NOT NULL AND published_at IS NOT NULL AND published_by IS NOT NULL AND from_on IS NOT NULL AND to_on IS NOT NULL)),
  ADD CONSTRAINT withdrawal_is_complete CHECK (
    (state = 'withdrawn') = (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL AND char_length(btrim(coalesce(withdraw_reason, ''))) >= 4)),
  ADD CONSTRAINT withdrawn_by_another CHECK (withdrawn_by <> published_by);
ALTER TABLE notice_line
  ADD CONSTRAINT name_is_masked CHECK (masked_name LIKE '%*%'),
  ADD CONSTRAINT line_tells_no_number CHECK (project || support !~ '(^|\D)(1[3-9]\d{9}|[1-9]\d{5}(19|20)\d{9}[\dXx])($|\D)');
CREATE TRIGGER guard_transition BEFORE UPDATE ON public_notice FOR EACH ROW EXECUTE FUNCTION guard_transition('notice');

CREATE FUNCTION guard_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a notice stays' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'published' AND NOT EXISTS (SELECT 1 FROM notice_line WHERE notice_id = NEW.id) THEN
    RAISE EXCEPTION 'a notice without lines' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state <> 'draft' AND (
    (NEW.number, NEW.title, NEW.round_id, NEW.days, NEW.published_at, NEW.published_by, NEW.from_on)
      IS DISTINCT FROM (OLD.number, OLD.title, OLD.round_id, OLD.days, OLD.published_at, OLD.published_by, OLD.from_on) OR NEW.to_on < OLD.to_on) THEN
    RAISE EXCEPTION 'a published notice is fixed; its period is never shortened' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND EXISTS (
    SELECT 1 FROM objection o JOIN notice_line l ON l.id = o.line_id WHERE l.notice_id = NEW.id) THEN
    RAISE EXCEPTION 'somebody objected to this notice' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_notice BEFORE UPDATE OR DELETE ON public_notice FOR EACH ROW EXECUTE FUNCTION guard_notice();

CREATE FUNCTION guard_notice_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a line of a notice stays' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF (SELECT state FROM public_notice WHERE id = NEW.notice_id FOR UPDATE) <> 'draft' THEN
      RAISE EXCEPTION 'a line after publication' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (to_jsonb(NEW) - 'outcome') <> (to_jsonb(OLD) - 'outcome') THEN
    RAISE EXCEPTION 'a published line is fixed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_notice_line BEFORE INSERT OR UPDATE OR DELETE ON notice_line FOR EACH ROW EXECUTE FUNCTION guard_notice_line();

-- objections and reconsiderations -----------------------------------------------------------------------------------
ALTER TABLE objection
  ADD CONSTRAINT objection_kind_known CHECK (kind IN ('objection', 'reconsideration')),
  ADD CONSTRAINT objection_channel_known CHECK (channel IN ('online', 'phone', 'letter', 'visit')),
  ADD CONSTRAINT facts_are_stated CHECK (char_length(btrim(facts)) >= 4),
  ADD CONSTRAINT evidence_is_stated CHECK (kind = 'reconsideration' OR char_length(btrim(evidence)) >= 4),
  ADD CONSTRAINT anonymous_needs_concrete_evidence CHECK (NOT anonymous OR char_length(btrim(evidence)) >= 20),
  ADD CONSTRAINT anonymous_has_no_name CHECK (NOT anonymous OR name IS NULL),
  ADD CONSTRAINT real_name_can_be_reached CHECK (anonymous OR (char_length(btrim(coalesce(name, ''))) >= 1 AND (contact_cipher IS NOT NULL OR person_id IS NOT NULL))),
  ADD CONSTRAINT reconsideration_by_the_applicant CHECK ((kind = 'reconsideration') = (line_id IS NULL) AND (kind <> 'reconsideration' OR (person_id IS NOT NULL AND NOT anonymous))),
  ADD CONSTRAINT extension_has_a_reason CHECK ((extended_at IS NULL) = (extend_reason IS NULL) AND char_length(btrim(coalesce(extend_reason, '延长理由'))) >= 4),
  ADD CONSTRAINT handled_by_somebody CHECK (state = 'received' OR (handler_id IS NOT NULL AND ack_at IS NOT NULL AND ack_by IS NOT NULL)),
  ADD CONSTRAINT decision_of_its_kind CHECK (decision IS NULL OR (kind = 'objection' AND decision IN ('founded', 'unfounded', 'inadmissible')) OR (kind = 'reconsideration' AND decision IN ('upheld', 'amended', 'inadmissible'))),
  ADD CONSTRAINT decision_is_complete CHECK (
    state NOT IN ('decided', 'notified', 'closed') OR (decision IS NOT NULL AND char_length(btrim(coalesce(reason, ''))) >= 4 AND decided_by IS NOT NULL AND decided_at IS NOT NULL)),
  ADD CONSTRAINT decided_by_another CHECK (decided_by <> handler_id),
  ADD CONSTRAINT telling_is_noted CHECK (state NOT IN ('notified', 'closed') OR (notified_at IS NOT NULL AND notified_how IS NOT NULL));
CREATE UNIQUE INDEX one_reconsideration_per_case ON objection (case_id) WHERE kind = 'reconsideration';
CREATE TRIGGER guard_transition BEFORE UPDATE ON objection FOR EACH ROW EXECUTE FUNCTION guard_transition('objection');

-- Why this account may not handle an objection or reconsideration of this case; null when it may.
CREATE FUNCTION not_independent(account uuid, of_case uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM case_file c WHERE c.id = of_case AND c.accepted_by = account) THEN 'accepted'
    WHEN EXISTS (SELECT 1 FROM case_signature s WHERE s.case_id = of_case AND s.signed_by = account) THEN 'signed'
    WHEN EXISTS (SELECT 1 FROM meeting_item i JOIN meeting_vote v ON v.item_id = i.id WHERE i.case_id = of_case AND v.user_id = account) THEN 'voted'
    WHEN EXISTS (SELECT 1 FROM case_file c JOIN review_entry e ON e.application_id = c.application_id JOIN review_assignment a ON a.entry_id = e.id
                   JOIN reviewer r ON r.id = a.reviewer_id JOIN app_user u ON u.person_id = r.person_id WHERE c.id = of_case AND u.id = account) THEN 'reviewed'
    WHEN EXISTS (SELECT 1 FROM case_file c JOIN application p ON p.id = c.application_id JOIN app_user u ON u.id = account
                  WHERE c.id = of_case AND (u.person_id = c.person_id OR EXISTS (
                    SELECT 1 FROM venture_member m WHERE m.venture_id = p.venture_id AND m.person_id = u.person_id AND (m.left_at IS NULL OR m.left_at >= p.submitted_at)))) THEN 'own'
  END
$$;

CREATE FUNCTION guard_objection() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE why text; who uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an objection stays' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.kind = 'objection' AND NOT EXISTS (
      SELECT 1 FROM notice_line l JOIN public_notice n ON n.id = l.notice_id
       WHERE l.id = NEW.line_id AND l.case_id = NEW.case_id AND n.state = 'published'
         AND (NEW.received_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN n.from_on AND n.to_on) THEN
      RAISE EXCEPTION 'no notice in force for this objection' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'reconsideration' AND (SELECT state FROM case_file WHERE id = NEW.case_id) NOT IN ('rejected', 'appealed') THEN
      RAISE EXCEPTION 'reconsideration of a case that was not rejected' USING ERRCODE = 'check_violation';
    END IF;
  ELSE
    IF (NEW.number, NEW.kind, NEW.case_id, NEW.line_id, NEW.anonymous, NEW.name, NEW.channel, NEW.facts, NEW.evidence, NEW.person_id, NEW.received_at, NEW.ack_due_on)
      IS DISTINCT FROM (OLD.number, OLD.kind, OLD.case_id, OLD.line_id, OLD.anonymous, OLD.name, OLD.channel, OLD.facts, OLD.evidence, OLD.person_id, OLD.received_at, OLD.ack_due_on) THEN
      RAISE EXCEPTION 'what was objected is fixed' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.decide_due_on < OLD.decide_due_on OR (NEW.decide_due_on > OLD.decide_due_on AND (OLD.extended_at IS NOT NULL OR NEW.extended_at IS NULL)) THEN
      RAISE EXCEPTION 'extended once, and never shortened' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.decision IS NOT NULL AND OLD.state IN ('decided', 'notified', 'closed') AND (NEW.decision, NEW.reason, NEW.decided_by) IS DISTINCT FROM (OLD.decision, OLD.reason, OLD.decided_by) THEN
      RAISE EXCEPTION 'a decision stays' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  FOREACH who IN ARRAY ARRAY[NEW.handler_id, NEW.decided_by] LOOP
    CONTINUE WHEN who IS NULL OR (TG_OP = 'UPDATE' AND who IN (OLD.handler_id, OLD.decided_by));
    why := coalesce(not_independent(who, NEW.case_id), hard_relation((SELECT person_id FROM app_user WHERE id = who), NEW.case_id));
    IF why IS NOT NULL THEN
      RAISE EXCEPTION 'not independent: %', why USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_objection BEFORE INSERT OR UPDATE OR DELETE ON objection FOR EACH ROW EXECUTE FUNCTION guard_objection();

-- The notice period of a case is over and nobody's objection is open: only then may it be approved.
CREATE FUNCTION notice_cleared(case_id uuid, today date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((
      SELECT n.to_on < today FROM notice_line l JOIN public_notice n ON n.id = l.notice_id
       WHERE l.case_id = $1 AND n.state = 'published' ORDER BY n.published_at DESC LIMIT 1), false)
    AND NOT EXISTS (
      SELECT 1 FROM objection o WHERE o.case_id = $1 AND o.kind = 'objection' AND o.state IN ('received', 'admissible', 'inadmissible', 'investigating'))
$$;

-- letters to those who were not chosen ------------------------------------------------------------------------------
ALTER TABLE review_feedback ADD CONSTRAINT approval_names_somebody CHECK ((approved_by IS NULL) = (approved_at IS NULL));
CREATE FUNCTION guard_feedback() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.approved_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a letter stays as it was sent' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.approved_by IS NOT NULL AND not_independent(NEW.approved_by, NEW.case_id) = 'own' THEN
    RAISE EXCEPTION 'own case' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_feedback BEFORE INSERT OR UPDATE OR DELETE ON review_feedback FOR EACH ROW EXECUTE FUNCTION guard_feedback();
