-- AlterTable
ALTER TABLE "person" ADD COLUMN     "merged_at" TIMESTAMPTZ,
ADD COLUMN     "merged_into" UUID,
ADD COLUMN     "verified_at" TIMESTAMPTZ,
ADD COLUMN     "verified_by" UUID;

-- CreateTable
CREATE TABLE "person_change" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "from_id" UUID,
    "id_cipher" BYTEA,
    "reason" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposer_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ NOT NULL,
    "decided_by" UUID,
    "decider_name" TEXT,
    "decided_at" TIMESTAMPTZ,
    "outcome" TEXT,

    CONSTRAINT "person_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_change_person_id_idx" ON "person_change"("person_id");

-- CreateIndex
CREATE INDEX "person_merged_into_idx" ON "person"("merged_into");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_change" ADD CONSTRAINT "person_change_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_change" ADD CONSTRAINT "person_change_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- two different people change who somebody is; the new number is wiped from the proposal once it is decided -------------
ALTER TABLE person_change
  ADD CONSTRAINT change_kind_known CHECK (kind IN ('merge', 'correct_identity')),
  ADD CONSTRAINT change_outcome_known CHECK (outcome IN ('done', 'declined')),
  ADD CONSTRAINT change_is_decided_whole CHECK ((outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (decided_at IS NULL)),
  ADD CONSTRAINT change_takes_two CHECK (outcome IS DISTINCT FROM 'done' OR decided_by <> proposed_by),
  ADD CONSTRAINT change_says_what CHECK ((kind = 'merge') = (from_id IS NOT NULL)),
  ADD CONSTRAINT change_reason_given CHECK (char_length(btrim(reason)) >= 2),
  ADD CONSTRAINT change_keeps_no_number CHECK (outcome IS NULL OR id_cipher IS NULL);
CREATE UNIQUE INDEX person_change_one_open ON person_change (person_id) WHERE decided_at IS NULL;
CREATE UNIQUE INDEX person_change_one_open_source ON person_change (from_id) WHERE decided_at IS NULL AND from_id IS NOT NULL;

-- a merged person holds nothing and signs in nowhere --------------------------------------------------------------------
ALTER TABLE person ADD CONSTRAINT merged_is_dated CHECK ((merged_into IS NULL) = (merged_at IS NULL) AND merged_into IS DISTINCT FROM id);
/* TG_ARGV[0] names the column that points at a person; the lock makes a merge that runs at the same moment wait or be seen */
CREATE FUNCTION refuse_merged_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  IF p IS NULL THEN RETURN NEW; END IF;
  PERFORM 1 FROM person WHERE id = p AND merged_into IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'merged person' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_merged_person BEFORE INSERT OR UPDATE OF person_id ON app_user FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('person_id');
CREATE TRIGGER refuse_merged_person BEFORE INSERT OR UPDATE OF person_id ON venture_member FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('person_id');
CREATE TRIGGER refuse_merged_person BEFORE INSERT OR UPDATE OF person_id ON application FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('person_id');
CREATE TRIGGER refuse_merged_person BEFORE INSERT OR UPDATE OF person_id ON case_file FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('person_id');
CREATE TRIGGER refuse_merged_person BEFORE INSERT OR UPDATE OF person_id ON allocation FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('person_id');
CREATE TRIGGER refuse_merged_person BEFORE INSERT OR UPDATE OF person_id ON document FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('person_id');
CREATE TRIGGER refuse_merged_person BEFORE INSERT OR UPDATE OF owner_person_id ON stored_file FOR EACH ROW EXECUTE FUNCTION refuse_merged_person('owner_person_id');

CREATE FUNCTION guard_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.merged_into IS NOT NULL THEN RAISE EXCEPTION 'merged person' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM machine_transition WHERE machine = 'person' AND from_state = OLD.state::text AND to_state = NEW.state::text) THEN
    RAISE EXCEPTION 'illegal transition of person: % -> %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'verified' AND NEW.id_blind_index IS DISTINCT FROM OLD.id_blind_index AND NOT EXISTS (
    SELECT 1 FROM person_change WHERE person_id = OLD.id AND kind = 'correct_identity' AND decided_at IS NULL) THEN
    RAISE EXCEPTION 'identity of a verified person' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.merged_into IS NOT NULL AND (
       OLD.state <> 'imported' OR NEW.id_blind_index IS NOT NULL
       OR EXISTS (SELECT 1 FROM app_user WHERE person_id = OLD.id) OR EXISTS (SELECT 1 FROM venture_member WHERE person_id = OLD.id)
       OR EXISTS (SELECT 1 FROM application WHERE person_id = OLD.id) OR EXISTS (SELECT 1 FROM case_file WHERE person_id = OLD.id)
       OR EXISTS (SELECT 1 FROM allocation WHERE person_id = OLD.id) OR EXISTS (SELECT 1 FROM document WHERE person_id = OLD.id)
       OR EXISTS (SELECT 1 FROM stored_file WHERE owner_person_id = OLD.id)
       OR NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.merged_into AND merged_into IS NULL AND state <> 'imported')) THEN
    RAISE EXCEPTION 'person cannot be merged' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_person BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION guard_person();

/*
 * Moves everything of an imported person to the person that they are, and closes the imported row. Answers
 * {status: moved, memberships, applications, cases, allocations, documents, files} or {status: not_mergeable}.
 * As the owner, because a document's row may otherwise never change; only its holder's pointer does here.
 */
CREATE FUNCTION merge_person(p_from uuid, p_into uuid, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE f person%ROWTYPE; t person%ROWTYPE; n int; r jsonb := '{"status": "moved"}';
BEGIN
  PERFORM 1 FROM person WHERE id IN (p_from, p_into) ORDER BY id FOR UPDATE;
  SELECT * INTO f FROM person WHERE id = p_from;
  SELECT * INTO t FROM person WHERE id = p_into;
  IF f.id IS NULL OR t.id IS NULL OR f.id = t.id OR f.state <> 'imported' OR t.state = 'imported' OR f.merged_into IS NOT NULL
     OR t.merged_into IS NOT NULL OR f.id_blind_index IS NOT NULL OR EXISTS (SELECT 1 FROM app_user WHERE person_id = p_from) THEN
    RETURN '{"status": "not_mergeable"}';
  END IF;
  -- twice in one team: one membership stays open, the lead's before a plain one
  UPDATE venture_member a SET left_at = p_at FROM venture_member b
   WHERE a.venture_id = b.venture_id AND a.left_at IS NULL AND b.left_at IS NULL AND a.id <> b.id
     AND a.person_id IN (p_from, p_into) AND b.person_id IN (p_from, p_into)
     AND ((b.role = 'lead')::int, (b.person_id = p_into)::int, b.id::text) > ((a.role = 'lead')::int, (a.person_id = p_into)::int, a.id::text);
  UPDATE venture_member SET person_id = p_into WHERE person_id = p_from; GET DIAGNOSTICS n = ROW_COUNT; r := r || jsonb_build_object('memberships', n);
  UPDATE application SET person_id = p_into WHERE person_id = p_from; GET DIAGNOSTICS n = ROW_COUNT; r := r || jsonb_build_object('applications', n);
  UPDATE case_file SET person_id = p_into WHERE person_id = p_from; GET DIAGNOSTICS n = ROW_COUNT; r := r || jsonb_build_object('cases', n);
  UPDATE allocation SET person_id = p_into WHERE person_id = p_from; GET DIAGNOSTICS n = ROW_COUNT; r := r || jsonb_build_object('allocations', n);
  UPDATE document SET person_id = p_into WHERE person_id = p_from; GET DIAGNOSTICS n = ROW_COUNT; r := r || jsonb_build_object('documents', n);
  UPDATE stored_file SET owner_person_id = p_into WHERE owner_person_id = p_from; GET DIAGNOSTICS n = ROW_COUNT; r := r || jsonb_build_object('files', n);
  UPDATE person SET sex = coalesce(sex, f.sex), email = coalesce(email, f.email), phone = coalesce(phone, f.phone), degree = coalesce(degree, f.degree),
         school = coalesce(school, f.school), major = coalesce(major, f.major), graduated_on = coalesce(graduated_on, f.graduated_on),
         birth_date = coalesce(birth_date, f.birth_date) WHERE id = p_into;
  UPDATE person SET merged_into = p_into, merged_at = p_at WHERE id = p_from;
  RETURN r;
END $$;
