-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ApplicationState" AS ENUM ('draft', 'submitted', 'withdrawn');

-- CreateEnum
CREATE TYPE "CaseState" AS ENUM ('submitted', 'intake_check', 'supplement_required', 'accepted_deferred', 'accepted', 'not_accepted', 'eligibility_review', 'expert_review', 'panel_decision', 'public_notice', 'objection_hold', 'approved', 'rejected', 'appealed', 'upheld', 'amended', 'withdrawn', 'lapsed', 'suspended');

-- CreateEnum
CREATE TYPE "ClockPhase" AS ENUM ('intake', 'handling');

-- CreateEnum
CREATE TYPE "PersonState" AS ENUM ('imported', 'registered', 'verified');

-- CreateEnum
CREATE TYPE "SexRule" AS ENUM ('any', 'male', 'female');

-- CreateEnum
CREATE TYPE "AuditOutcome" AS ENUM ('ok', 'denied', 'error');

-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('room', 'desk', 'flat', 'bed');

-- CreateEnum
CREATE TYPE "UnitState" AS ENUM ('available', 'reserved', 'maintenance', 'closed');

-- CreateEnum
CREATE TYPE "AllocationState" AS ENUM ('held', 'offered', 'accepted', 'occupied', 'notice_given', 'vacated', 'declined', 'expired', 'released');

-- CreateEnum
CREATE TYPE "VentureStage" AS ENUM ('nursery', 'makerspace', 'incubator', 'accelerator', 'industrial_park');

-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "venture_id" UUID,
    "round_id" UUID NOT NULL,
    "state" "ApplicationState" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "form_version" INTEGER NOT NULL DEFAULT 1,
    "data" JSONB NOT NULL DEFAULT '{}',
    "external_no" TEXT,
    "source" TEXT NOT NULL DEFAULT 'online',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_confirmation" (
    "application_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "confirmed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_confirmation_pkey" PRIMARY KEY ("application_id","member_id")
);

-- CreateTable
CREATE TABLE "case_file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_no" TEXT NOT NULL,
    "application_id" UUID NOT NULL,
    "measure_code" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "state" "CaseState" NOT NULL DEFAULT 'submitted',
    "version" INTEGER NOT NULL DEFAULT 1,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "amount_fen" BIGINT,
    "phone_tail" TEXT NOT NULL,
    "assignee_id" UUID,
    "submitted_at" TIMESTAMPTZ NOT NULL,
    "accepted_at" TIMESTAMPTZ,
    "accepted_by" UUID,
    "decided_at" TIMESTAMPTZ,
    "next_due_on" DATE,
    "reason" TEXT,
    "legal_basis" TEXT,
    "notices_sent" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_clock" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "phase" "ClockPhase" NOT NULL,
    "started_on" DATE NOT NULL,
    "promised_days" INTEGER NOT NULL,
    "statutory_days" INTEGER NOT NULL,
    "promised_due_on" DATE NOT NULL,
    "statutory_due_on" DATE NOT NULL,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "rule_version" INTEGER NOT NULL,
    "stopped_on" DATE,

    CONSTRAINT "case_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_pause" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "clock_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "from_on" DATE NOT NULL,
    "to_on" DATE,
    "started_by" UUID NOT NULL,

    CONSTRAINT "case_pause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_material" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "required" BOOLEAN NOT NULL,
    "file_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'to_check',
    "remark" TEXT NOT NULL DEFAULT '',
    "checked_by" UUID,
    "checked_at" TIMESTAMPTZ,

    CONSTRAINT "case_material_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "id" BIGSERIAL NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "from_state" "CaseState",
    "to_state" "CaseState",
    "actor_id" UUID,
    "actor_name" TEXT,
    "params" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_note" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "internal" BOOLEAN NOT NULL,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "case_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_signature" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "decision" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "quantity" INTEGER,
    "signed_by" UUID NOT NULL,
    "signer_name" TEXT NOT NULL,
    "case_version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "case_signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "case_id" UUID,
    "person_id" UUID NOT NULL,
    "holder_name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "issued_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_lookup" (
    "id" BIGSERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "genuine" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_lookup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_series" (
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("series","year")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_person_id" UUID NOT NULL,
    "application_id" UUID,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "state" "PersonState" NOT NULL,
    "name" TEXT NOT NULL,
    "sex" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "id_type" TEXT NOT NULL DEFAULT 'cn_id',
    "id_cipher" BYTEA,
    "id_key_version" INTEGER NOT NULL DEFAULT 1,
    "id_blind_index" BYTEA,
    "id_last4" TEXT,
    "birth_date" DATE,
    "degree" TEXT,
    "school" TEXT,
    "major" TEXT,
    "graduated_on" DATE,
    "source" TEXT NOT NULL DEFAULT 'registration',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "department" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "department_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "role" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "persona" TEXT NOT NULL,
    "staff" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "role_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "login_name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "password_hash" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "role_code" TEXT NOT NULL,
    "department_code" TEXT NOT NULL,
    "granted_by" UUID,
    "granted_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_code" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "phone" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "consumed_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "actor_id" UUID,
    "actor_name" TEXT,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "outcome" "AuditOutcome" NOT NULL,
    "reason" TEXT,
    "request_id" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "n" BIGINT NOT NULL,
    "audit_id" BIGINT NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("n")
);

-- CreateTable
CREATE TABLE "chain_head" (
    "chain" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "n" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "chain_head_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "actor_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateTable
CREATE TABLE "job_run" (
    "job" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "ran_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "result" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("job","period")
);

-- CreateTable
CREATE TABLE "app_meta" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "app_meta_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "outgoing_message" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "case_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ,
    "last_error" TEXT,

    CONSTRAINT "outgoing_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_import" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "done_count" INTEGER NOT NULL DEFAULT 0,
    "summary" JSONB NOT NULL DEFAULT '{}',
    "started_by" UUID,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "committed_at" TIMESTAMPTZ,
    "file_id" UUID,

    CONSTRAINT "ledger_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_import_row" (
    "import_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "sheet" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "messages" JSONB NOT NULL DEFAULT '[]',
    "record" JSONB NOT NULL,

    CONSTRAINT "ledger_import_row_pkey" PRIMARY KEY ("import_id","no")
);

-- CreateTable
CREATE TABLE "machine_transition" (
    "machine" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,

    CONSTRAINT "machine_transition_pkey" PRIMARY KEY ("machine","from_state","to_state")
);

-- CreateTable
CREATE TABLE "rate_window" (
    "id" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "rate_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "started_on" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "fund_source" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "annual_fen" BIGINT,
    "year" INTEGER,
    "source" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "fund_source_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "measure" (
    "code" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "benefit" TEXT NOT NULL,
    "case_kind" TEXT,
    "case_prefix" TEXT,
    "placeholder" BOOLEAN NOT NULL DEFAULT false,
    "condition" JSONB NOT NULL,
    "materials" JSONB NOT NULL,
    "process" JSONB NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "promised_days" INTEGER,
    "statutory_days" INTEGER,
    "source" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "open_for_apply" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "measure_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "round" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ NOT NULL,
    "closes_at" TIMESTAMPTZ,
    "form_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_value" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "value" DECIMAL(18,4) NOT NULL,
    "unit" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "source" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "rule_value_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_year" (
    "year" INTEGER NOT NULL,
    "notice_no" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "date" DATE NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "why" TEXT NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "carrier" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "carrier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "UnitKind" NOT NULL,
    "code" TEXT NOT NULL,
    "carrier_id" UUID NOT NULL,
    "carrier_type" TEXT,
    "floor" INTEGER NOT NULL,
    "zone" TEXT,
    "x" INTEGER,
    "y" INTEGER,
    "area_sqm" DECIMAL(10,2),
    "capacity" INTEGER,
    "sex_rule" "SexRule" NOT NULL DEFAULT 'any',
    "purpose" TEXT NOT NULL DEFAULT '',
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "state" "UnitState" NOT NULL DEFAULT 'available',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allocation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unit_id" UUID NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "venture_id" UUID,
    "person_id" UUID,
    "case_id" UUID,
    "during" daterange NOT NULL,
    "state" "AllocationState" NOT NULL DEFAULT 'held',
    "source" TEXT NOT NULL DEFAULT 'case',
    "hold_expires_at" TIMESTAMPTZ,
    "offered_at" TIMESTAMPTZ,
    "respond_by" TIMESTAMPTZ,
    "ended_at" TIMESTAMPTZ,
    "end_reason" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holding_counter" (
    "venture_id" UUID NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "live" INTEGER NOT NULL DEFAULT 0,
    "max_live" INTEGER NOT NULL,

    CONSTRAINT "holding_counter_pkey" PRIMARY KEY ("venture_id","kind")
);

-- CreateTable
CREATE TABLE "waitlist_entry" (
    "id" BIGSERIAL NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "case_id" UUID NOT NULL,
    "wanted" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "served_at" TIMESTAMPTZ,

    CONSTRAINT "waitlist_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "venture" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "one_line" TEXT NOT NULL DEFAULT '',
    "stage" "VentureStage",
    "entered_on" DATE,
    "state" TEXT NOT NULL DEFAULT 'active',
    "team_size" INTEGER NOT NULL DEFAULT 1,
    "company_name" TEXT,
    "credit_code" TEXT,
    "source" TEXT NOT NULL DEFAULT 'registration',
    "ledger" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "venture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "venture_member" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "venture_id" UUID NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "duty" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "founder" BOOLEAN NOT NULL DEFAULT false,
    "invite_token" TEXT,
    "invited_at" TIMESTAMPTZ,
    "joined_at" TIMESTAMPTZ,
    "left_at" TIMESTAMPTZ,

    CONSTRAINT "venture_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_FundSourceToMeasure" (
    "A" TEXT NOT NULL,
    "B" TEXT NOT NULL,

    CONSTRAINT "_FundSourceToMeasure_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_MeasureToProgramme" (
    "A" TEXT NOT NULL,
    "B" TEXT NOT NULL,

    CONSTRAINT "_MeasureToProgramme_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE UNIQUE INDEX "application_external_no_key" ON "application"("external_no");

-- CreateIndex
CREATE INDEX "application_person_id_created_at_idx" ON "application"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "application_venture_id_idx" ON "application"("venture_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_case_no_key" ON "case_file"("case_no");

-- CreateIndex
CREATE INDEX "case_file_application_id_idx" ON "case_file"("application_id");

-- CreateIndex
CREATE INDEX "case_file_person_id_idx" ON "case_file"("person_id");

-- CreateIndex
CREATE INDEX "case_file_measure_code_state_idx" ON "case_file"("measure_code", "state");

-- CreateIndex
CREATE UNIQUE INDEX "case_clock_case_id_phase_key" ON "case_clock"("case_id", "phase");

-- CreateIndex
CREATE INDEX "case_pause_clock_id_idx" ON "case_pause"("clock_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_material_case_id_key_key" ON "case_material"("case_id", "key");

-- CreateIndex
CREATE INDEX "case_event_case_id_at_idx" ON "case_event"("case_id", "at");

-- CreateIndex
CREATE INDEX "case_note_case_id_at_idx" ON "case_note"("case_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "case_signature_case_id_round_step_key" ON "case_signature"("case_id", "round", "step");

-- CreateIndex
CREATE UNIQUE INDEX "case_signature_case_id_round_signed_by_key" ON "case_signature"("case_id", "round", "signed_by");

-- CreateIndex
CREATE UNIQUE INDEX "document_number_key" ON "document"("number");

-- CreateIndex
CREATE INDEX "document_case_id_idx" ON "document"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_kind_year_seq_key" ON "document"("kind", "year", "seq");

-- CreateIndex
CREATE INDEX "stored_file_application_id_idx" ON "stored_file"("application_id");

-- CreateIndex
CREATE INDEX "stored_file_owner_person_id_idx" ON "stored_file"("owner_person_id");

-- CreateIndex
CREATE INDEX "person_name_idx" ON "person"("name");

-- CreateIndex
CREATE INDEX "person_phone_idx" ON "person"("phone");

-- CreateIndex
CREATE UNIQUE INDEX "person_id_type_id_blind_index_key" ON "person"("id_type", "id_blind_index");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_person_id_key" ON "app_user"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_login_name_key" ON "app_user"("login_name");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_phone_key" ON "app_user"("phone");

-- CreateIndex
CREATE INDEX "role_grant_user_id_idx" ON "role_grant"("user_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "one_time_code_phone_purpose_created_at_idx" ON "one_time_code"("phone", "purpose", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_subject_kind_subject_id_idx" ON "audit_event"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_audit_id_key" ON "audit_seal"("audit_id");

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_message_dedupe_key_key" ON "outgoing_message"("dedupe_key");

-- CreateIndex
CREATE INDEX "outgoing_message_created_at_idx" ON "outgoing_message"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "measure_no_key" ON "measure"("no");

-- CreateIndex
CREATE UNIQUE INDEX "round_programme_code_name_key" ON "round"("programme_code", "name");

-- CreateIndex
CREATE UNIQUE INDEX "rule_value_key_valid_from_key" ON "rule_value"("key", "valid_from");

-- CreateIndex
CREATE UNIQUE INDEX "carrier_name_key" ON "carrier"("name");

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_key" ON "unit"("code");

-- CreateIndex
CREATE INDEX "unit_kind_state_idx" ON "unit"("kind", "state");

-- CreateIndex
CREATE INDEX "unit_carrier_id_floor_zone_idx" ON "unit"("carrier_id", "floor", "zone");

-- CreateIndex
CREATE UNIQUE INDEX "unit_id_kind_key" ON "unit"("id", "kind");

-- CreateIndex
CREATE INDEX "allocation_unit_id_idx" ON "allocation"("unit_id");

-- CreateIndex
CREATE INDEX "allocation_venture_id_idx" ON "allocation"("venture_id");

-- CreateIndex
CREATE INDEX "allocation_case_id_idx" ON "allocation"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "venture_credit_code_key" ON "venture"("credit_code");

-- CreateIndex
CREATE INDEX "venture_name_idx" ON "venture"("name");

-- CreateIndex
CREATE UNIQUE INDEX "venture_member_invite_token_key" ON "venture_member"("invite_token");

-- CreateIndex
CREATE INDEX "venture_member_venture_id_idx" ON "venture_member"("venture_id");

-- CreateIndex
CREATE INDEX "venture_member_person_id_idx" ON "venture_member"("person_id");

-- CreateIndex
CREATE INDEX "_FundSourceToMeasure_B_index" ON "_FundSourceToMeasure"("B");

-- CreateIndex
CREATE INDEX "_MeasureToProgramme_B_index" ON "_MeasureToProgramme"("B");

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_venture_id_fkey" FOREIGN KEY ("venture_id") REFERENCES "venture"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_confirmation" ADD CONSTRAINT "member_confirmation_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_measure_code_fkey" FOREIGN KEY ("measure_code") REFERENCES "measure"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_clock" ADD CONSTRAINT "case_clock_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_pause" ADD CONSTRAINT "case_pause_clock_id_fkey" FOREIGN KEY ("clock_id") REFERENCES "case_clock"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_material" ADD CONSTRAINT "case_material_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_material" ADD CONSTRAINT "case_material_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_signature" ADD CONSTRAINT "case_signature_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role_code_fkey" FOREIGN KEY ("role_code") REFERENCES "role"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_department_code_fkey" FOREIGN KEY ("department_code") REFERENCES "department"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_audit_id_fkey" FOREIGN KEY ("audit_id") REFERENCES "audit_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_import_row" ADD CONSTRAINT "ledger_import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "ledger_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_day" ADD CONSTRAINT "calendar_day_year_fkey" FOREIGN KEY ("year") REFERENCES "calendar_year"("year") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_carrier_id_fkey" FOREIGN KEY ("carrier_id") REFERENCES "carrier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_unit_id_kind_fkey" FOREIGN KEY ("unit_id", "kind") REFERENCES "unit"("id", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_venture_id_fkey" FOREIGN KEY ("venture_id") REFERENCES "venture"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "venture_member" ADD CONSTRAINT "venture_member_venture_id_fkey" FOREIGN KEY ("venture_id") REFERENCES "venture"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "venture_member" ADD CONSTRAINT "venture_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_FundSourceToMeasure" ADD CONSTRAINT "_FundSourceToMeasure_A_fkey" FOREIGN KEY ("A") REFERENCES "fund_source"("code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_FundSourceToMeasure" ADD CONSTRAINT "_FundSourceToMeasure_B_fkey" FOREIGN KEY ("B") REFERENCES "measure"("code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_MeasureToProgramme" ADD CONSTRAINT "_MeasureToProgramme_A_fkey" FOREIGN KEY ("A") REFERENCES "measure"("code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_MeasureToProgramme" ADD CONSTRAINT "_MeasureToProgramme_B_fkey" FOREIGN KEY ("B") REFERENCES "programme"("code") ON DELETE CASCADE ON UPDATE CASCADE;
