-- The journey from the accepted application to the paid instalment: rounds with their rubric, relations, draws, panels and
-- sheets, meetings, notices, the fund's books, agreements. What the database refuses follows in the migrations after this one.
-- CreateEnum
CREATE TYPE "DrawState" AS ENUM ('planned', 'committed', 'frozen', 'drawn', 'published');

-- CreateEnum
CREATE TYPE "NoticeState" AS ENUM ('draft', 'published', 'withdrawn');

-- CreateEnum
CREATE TYPE "ObjectionState" AS ENUM ('received', 'admissible', 'inadmissible', 'investigating', 'decided', 'notified', 'closed');

-- CreateEnum
CREATE TYPE "EntryState" AS ENUM ('waiting', 'reviewing', 'scored', 'discussion', 'decided', 'withdrawn');

-- CreateEnum
CREATE TYPE "AssignmentState" AS ENUM ('drawn', 'declared', 'scoring', 'locked', 'recused', 'abstained', 'voided');

-- CreateEnum
CREATE TYPE "MeetingState" AS ENUM ('planned', 'open', 'closed');

-- CreateEnum
CREATE TYPE "AgreementState" AS ENUM ('drafted', 'signed_by_applicant', 'in_force', 'completed', 'terminated');

-- CreateEnum
CREATE TYPE "InstalmentState" AS ENUM ('planned', 'requested', 'checked', 'approved', 'paid', 'cancelled');

-- CreateEnum
CREATE TYPE "MilestoneState" AS ENUM ('due', 'reported', 'accepted', 'returned');

-- CreateEnum
CREATE TYPE "ClawbackState" AS ENUM ('opened', 'notice_sent', 'objection', 'decided', 'repaying', 'recovered', 'court', 'written_off');

-- DropIndex
DROP INDEX "case_signature_case_id_round_signed_by_key";

-- DropIndex
DROP INDEX "case_signature_case_id_round_step_key";

-- AlterTable
ALTER TABLE "case_signature" ADD COLUMN     "amount_fen" BIGINT;

-- AlterTable
ALTER TABLE "measure" ADD COLUMN     "listed" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "round" ADD COLUMN     "chain" TEXT NOT NULL DEFAULT 'direct',
ADD COLUMN     "created_by" UUID,
ADD COLUMN     "fund_line_id" UUID,
ADD COLUMN     "hide_applicant" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "hide_reviewers" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "hide_until_locked" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "measures" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "min_sheets" INTEGER NOT NULL DEFAULT 3,
ADD COLUMN     "panel_size" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "places" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "promised_days" INTEGER,
ADD COLUMN     "published_at" TIMESTAMPTZ,
ADD COLUMN     "published_by" UUID,
ADD COLUMN     "rubric_id" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "stepped_up_at" TIMESTAMPTZ;

-- CreateTable
CREATE TABLE "duplicate_flag" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "application_a" UUID NOT NULL,
    "application_b" UUID NOT NULL,
    "likeness" INTEGER NOT NULL DEFAULT 100,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "found_at" TIMESTAMPTZ NOT NULL,
    "outcome" TEXT,
    "reason" TEXT,
    "decided_by" UUID,
    "decider_name" TEXT,
    "decided_at" TIMESTAMPTZ,

    CONSTRAINT "duplicate_flag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "subject" JSONB NOT NULL DEFAULT '{}',
    "pool_rule" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "rule_version" TEXT NOT NULL DEFAULT 'hmac-v1',
    "state" "DrawState" NOT NULL DEFAULT 'planned',
    "version" INTEGER NOT NULL DEFAULT 1,
    "public" BOOLEAN NOT NULL DEFAULT false,
    "secret_cipher" BYTEA NOT NULL,
    "commit" TEXT NOT NULL,
    "public_value_source" TEXT NOT NULL,
    "closes_at" TIMESTAMPTZ NOT NULL,
    "committed_at" TIMESTAMPTZ,
    "entries_hash" TEXT,
    "frozen_at" TIMESTAMPTZ,
    "public_value" TEXT,
    "secret" TEXT,
    "drawn_at" TIMESTAMPTZ,
    "drawn_by" UUID,
    "witness_name" TEXT,
    "published_at" TIMESTAMPTZ,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "rerun_of" UUID,
    "rerun_reason" TEXT,
    "rerun_by" UUID,
    "rerun_by_second" UUID,

    CONSTRAINT "draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_entry" (
    "draw_id" UUID NOT NULL,
    "entry_no" TEXT NOT NULL,
    "priority_class" INTEGER NOT NULL,
    "ticket" TEXT,
    "rank" INTEGER,
    "result" TEXT,

    CONSTRAINT "draw_entry_pkey" PRIMARY KEY ("draw_id","entry_no")
);

-- CreateTable
CREATE TABLE "fund_line" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "fund_source_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "closed_on" DATE,

    CONSTRAINT "fund_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "line_id" UUID,
    "balance_fen" BIGINT NOT NULL DEFAULT 0,
    "min_fen" BIGINT NOT NULL,
    "max_fen" BIGINT NOT NULL,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_txn" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "case_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID NOT NULL,
    "approver_id" UUID,
    "biz_date" DATE NOT NULL,
    "posted_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "reverses" BIGINT,
    "prev_hash" BYTEA,
    "hash" BYTEA,
    "n" BIGINT,

    CONSTRAINT "ledger_txn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "txn_id" BIGINT NOT NULL,
    "line" SMALLINT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("txn_id","line")
);

-- CreateTable
CREATE TABLE "fund_transfer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "from_line_id" UUID NOT NULL,
    "to_line_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposer_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ NOT NULL,
    "decided_by" UUID,
    "decider_name" TEXT,
    "decided_at" TIMESTAMPTZ,
    "outcome" TEXT,
    "txn_id" BIGINT,

    CONSTRAINT "fund_transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "public_notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT,
    "round_id" UUID,
    "title" TEXT NOT NULL,
    "state" "NoticeState" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "days" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ,
    "from_on" DATE,
    "to_on" DATE,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "published_by" UUID,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "public_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_line" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "notice_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "case_id" UUID NOT NULL,
    "masked_name" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "support" TEXT NOT NULL,
    "quantity" INTEGER,
    "amount_fen" BIGINT,
    "outcome" TEXT,

    CONSTRAINT "notice_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "state" "ObjectionState" NOT NULL DEFAULT 'received',
    "version" INTEGER NOT NULL DEFAULT 1,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT,
    "contact_cipher" BYTEA,
    "contact_tail" TEXT,
    "channel" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "evidence_file_id" UUID,
    "person_id" UUID,
    "received_at" TIMESTAMPTZ NOT NULL,
    "ack_due_on" DATE NOT NULL,
    "ack_at" TIMESTAMPTZ,
    "ack_by" UUID,
    "decide_due_on" DATE NOT NULL,
    "extended_at" TIMESTAMPTZ,
    "extend_reason" TEXT,
    "handler_id" UUID,
    "handler_name" TEXT,
    "investigation" TEXT NOT NULL DEFAULT '',
    "decision" TEXT,
    "reason" TEXT,
    "decided_by" UUID,
    "decider_name" TEXT,
    "decided_at" TIMESTAMPTZ,
    "notified_at" TIMESTAMPTZ,
    "lookup_hash" BYTEA,

    CONSTRAINT "objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rubric" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "criteria" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID,

    CONSTRAINT "rubric_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_version" (
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "form_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "chain_step" (
    "chain" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "above_fen" BIGINT,
    "source" TEXT NOT NULL,

    CONSTRAINT "chain_step_pkey" PRIMARY KEY ("chain","ordinal")
);

-- CreateTable
CREATE TABLE "person_relation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "other_id" UUID,
    "venture_id" UUID,
    "organisation" TEXT,
    "credit_code" TEXT,
    "since_on" DATE,
    "until_on" DATE,
    "detail" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "recorded_by" UUID,
    "recorded_at" TIMESTAMPTZ NOT NULL,
    "withdrawn_at" TIMESTAMPTZ,
    "withdraw_reason" TEXT,

    CONSTRAINT "person_relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviewer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "no" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "fields" TEXT[],
    "employer" TEXT NOT NULL,
    "employer_code" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "added_by" UUID,
    "added_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "reviewer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "round_id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "state" "EntryState" NOT NULL DEFAULT 'waiting',
    "version" INTEGER NOT NULL DEFAULT 1,
    "panel_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "review_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_panel" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "round_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "draw_id" UUID,
    "score_by" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "review_panel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "panel_pool_row" (
    "panel_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "reviewer_no" TEXT NOT NULL,
    "excluded" BOOLEAN NOT NULL,
    "reasons" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "panel_pool_row_pkey" PRIMARY KEY ("panel_id","reviewer_id")
);

-- CreateTable
CREATE TABLE "review_assignment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "entry_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "draw_rank" INTEGER NOT NULL,
    "state" "AssignmentState" NOT NULL DEFAULT 'drawn',
    "version" INTEGER NOT NULL DEFAULT 1,
    "assigned_at" TIMESTAMPTZ NOT NULL,
    "declared_at" TIMESTAMPTZ,
    "opened_at" TIMESTAMPTZ,
    "locked_at" TIMESTAMPTZ,
    "total_points" INTEGER,
    "overall" TEXT NOT NULL DEFAULT '',
    "end_reason" TEXT,
    "ended_at" TIMESTAMPTZ,
    "replaces" UUID,

    CONSTRAINT "review_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_score" (
    "assignment_id" UUID NOT NULL,
    "criterion" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "confidence" INTEGER,
    "comment" TEXT NOT NULL DEFAULT '',
    "saved_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "review_score_pkey" PRIMARY KEY ("assignment_id","criterion")
);

-- CreateTable
CREATE TABLE "review_mark" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "assignment_id" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "review_mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_result" (
    "entry_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "formula_version" TEXT NOT NULL,
    "sheets" INTEGER NOT NULL,
    "mean" INTEGER NOT NULL,
    "trimmed_mean" INTEGER,
    "median" INTEGER NOT NULL,
    "lowest" INTEGER NOT NULL,
    "highest" INTEGER NOT NULL,
    "spread" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "by_criterion" JSONB NOT NULL,
    "sheet_ids" UUID[],
    "computed_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "review_result_pkey" PRIMARY KEY ("entry_id","seq")
);

-- CreateTable
CREATE TABLE "blind_copy" (
    "entry_id" UUID NOT NULL,
    "pages" JSONB NOT NULL,
    "hidden_terms" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "made_at" TIMESTAMPTZ NOT NULL,
    "confirmed_by" UUID,
    "confirmer_name" TEXT,
    "confirmed_at" TIMESTAMPTZ,

    CONSTRAINT "blind_copy_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "review_feedback" (
    "case_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "drafted_at" TIMESTAMPTZ NOT NULL,
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "review_feedback_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "panel_meeting" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "round_id" UUID NOT NULL,
    "panel_id" UUID,
    "title" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ NOT NULL,
    "place" TEXT NOT NULL,
    "chair_id" UUID NOT NULL,
    "secretary_id" UUID NOT NULL,
    "quorum" INTEGER NOT NULL,
    "state" "MeetingState" NOT NULL DEFAULT 'planned',
    "version" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ,
    "closed_at" TIMESTAMPTZ,
    "document_id" UUID,

    CONSTRAINT "panel_meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_member" (
    "meeting_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "arrived_at" TIMESTAMPTZ,

    CONSTRAINT "meeting_member_pkey" PRIMARY KEY ("meeting_id","user_id")
);

-- CreateTable
CREATE TABLE "meeting_item" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "meeting_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "case_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "proposal" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT,
    "quantity" INTEGER,
    "amount_fen" BIGINT,
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ,

    CONSTRAINT "meeting_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_vote" (
    "item_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "vote" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "meeting_vote_pkey" PRIMARY KEY ("item_id","user_id")
);

-- CreateTable
CREATE TABLE "meeting_absence" (
    "item_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "meeting_absence_pkey" PRIMARY KEY ("item_id","user_id")
);

-- CreateTable
CREATE TABLE "support_agreement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "venture_id" UUID,
    "fund_line_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "state" "AgreementState" NOT NULL DEFAULT 'drafted',
    "version" INTEGER NOT NULL DEFAULT 1,
    "document_id" UUID,
    "drafted_by" UUID NOT NULL,
    "drafted_at" TIMESTAMPTZ NOT NULL,
    "signed_hash" TEXT,
    "signed_by" UUID,
    "signed_at" TIMESTAMPTZ,
    "counter_signed_by" UUID,
    "counter_signed_at" TIMESTAMPTZ,
    "scan_file_id" UUID,
    "ended_at" TIMESTAMPTZ,
    "end_reason" TEXT,

    CONSTRAINT "support_agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payee_account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "holder_name" TEXT NOT NULL,
    "bank_name" TEXT NOT NULL,
    "account_cipher" BYTEA NOT NULL,
    "account_key_version" INTEGER NOT NULL DEFAULT 1,
    "account_last4" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "confirmed_by" UUID,
    "confirmed_at" TIMESTAMPTZ,
    "usable_from" TIMESTAMPTZ,
    "replaced_at" TIMESTAMPTZ,

    CONSTRAINT "payee_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instalment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "agreement_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "percent" INTEGER NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "condition" TEXT NOT NULL,
    "milestone_id" UUID,
    "state" "InstalmentState" NOT NULL DEFAULT 'planned',
    "version" INTEGER NOT NULL DEFAULT 1,
    "request_no" TEXT,
    "requested_by" UUID,
    "requested_at" TIMESTAMPTZ,
    "request_note" TEXT NOT NULL DEFAULT '',
    "payee_id" UUID,
    "payee_hash" TEXT,
    "checked_by" UUID,
    "checked_at" TIMESTAMPTZ,
    "check_note" TEXT NOT NULL DEFAULT '',
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ,
    "bank_receipt_no" TEXT,
    "paid_on" DATE,
    "paid_by" UUID,

    CONSTRAINT "instalment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "agreement_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "moved_from" DATE,
    "state" "MilestoneState" NOT NULL DEFAULT 'due',
    "version" INTEGER NOT NULL DEFAULT 1,
    "report" TEXT NOT NULL DEFAULT '',
    "file_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "reported_by" UUID,
    "reported_at" TIMESTAMPTZ,
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ,
    "review_note" TEXT NOT NULL DEFAULT '',
    "times_returned" INTEGER NOT NULL DEFAULT 0,
    "reminders_sent" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clawback" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "state" "ClawbackState" NOT NULL DEFAULT 'opened',
    "version" INTEGER NOT NULL DEFAULT 1,
    "ground" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "formula" TEXT NOT NULL,
    "months_total" INTEGER,
    "months_left" INTEGER,
    "paid_fen" BIGINT NOT NULL,
    "claimed_fen" BIGINT NOT NULL,
    "decided_fen" BIGINT,
    "recovered_fen" BIGINT NOT NULL DEFAULT 0,
    "opened_by" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ NOT NULL,
    "notice_on" DATE,
    "answer_due_on" DATE,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ,
    "reason" TEXT,
    "ban_until" DATE,
    "document_id" UUID,

    CONSTRAINT "clawback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clawback_receipt" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "clawback_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "bank_receipt_no" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "clawback_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "duplicate_flag_application_b_idx" ON "duplicate_flag"("application_b");

-- CreateIndex
CREATE UNIQUE INDEX "duplicate_flag_kind_application_a_application_b_key" ON "duplicate_flag"("kind", "application_a", "application_b");

-- CreateIndex
CREATE UNIQUE INDEX "draw_number_key" ON "draw"("number");

-- CreateIndex
CREATE UNIQUE INDEX "draw_rerun_of_key" ON "draw"("rerun_of");

-- CreateIndex
CREATE INDEX "draw_purpose_state_idx" ON "draw"("purpose", "state");

-- CreateIndex
CREATE UNIQUE INDEX "fund_line_fund_source_code_year_code_key" ON "fund_line"("fund_source_code", "year", "code");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_code_key" ON "ledger_account"("code");

-- CreateIndex
CREATE INDEX "ledger_account_line_id_idx" ON "ledger_account"("line_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_txn_reverses_key" ON "ledger_txn"("reverses");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_txn_n_key" ON "ledger_txn"("n");

-- CreateIndex
CREATE INDEX "ledger_txn_case_id_idx" ON "ledger_txn"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_txn_kind_ref_key" ON "ledger_txn"("kind", "ref");

-- CreateIndex
CREATE INDEX "ledger_entry_account_id_idx" ON "ledger_entry"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "public_notice_number_key" ON "public_notice"("number");

-- CreateIndex
CREATE INDEX "public_notice_state_to_on_idx" ON "public_notice"("state", "to_on");

-- CreateIndex
CREATE INDEX "notice_line_case_id_idx" ON "notice_line"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_line_notice_id_ordinal_key" ON "notice_line"("notice_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "notice_line_notice_id_case_id_key" ON "notice_line"("notice_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "objection_number_key" ON "objection"("number");

-- CreateIndex
CREATE INDEX "objection_case_id_idx" ON "objection"("case_id");

-- CreateIndex
CREATE INDEX "objection_state_decide_due_on_idx" ON "objection"("state", "decide_due_on");

-- CreateIndex
CREATE UNIQUE INDEX "rubric_name_version_key" ON "rubric"("name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "chain_step_chain_step_key" ON "chain_step"("chain", "step");

-- CreateIndex
CREATE INDEX "person_relation_person_id_idx" ON "person_relation"("person_id");

-- CreateIndex
CREATE INDEX "person_relation_other_id_idx" ON "person_relation"("other_id");

-- CreateIndex
CREATE INDEX "person_relation_venture_id_idx" ON "person_relation"("venture_id");

-- CreateIndex
CREATE UNIQUE INDEX "reviewer_no_key" ON "reviewer"("no");

-- CreateIndex
CREATE UNIQUE INDEX "reviewer_person_id_key" ON "reviewer"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_entry_application_id_key" ON "review_entry"("application_id");

-- CreateIndex
CREATE INDEX "review_entry_round_id_state_idx" ON "review_entry"("round_id", "state");

-- CreateIndex
CREATE INDEX "review_entry_panel_id_idx" ON "review_entry"("panel_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_entry_round_id_code_key" ON "review_entry"("round_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "review_panel_draw_id_key" ON "review_panel"("draw_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_panel_round_id_name_key" ON "review_panel"("round_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "review_assignment_replaces_key" ON "review_assignment"("replaces");

-- CreateIndex
CREATE INDEX "review_assignment_reviewer_id_state_idx" ON "review_assignment"("reviewer_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "review_assignment_entry_id_reviewer_id_key" ON "review_assignment"("entry_id", "reviewer_id");

-- CreateIndex
CREATE INDEX "review_mark_assignment_id_idx" ON "review_mark"("assignment_id");

-- CreateIndex
CREATE INDEX "panel_meeting_round_id_idx" ON "panel_meeting"("round_id");

-- CreateIndex
CREATE INDEX "meeting_member_user_id_idx" ON "meeting_member"("user_id");

-- CreateIndex
CREATE INDEX "meeting_item_case_id_idx" ON "meeting_item"("case_id");

-- CreateIndex
CREATE INDEX "meeting_item_entry_id_idx" ON "meeting_item"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_item_meeting_id_ordinal_key" ON "meeting_item"("meeting_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "support_agreement_number_key" ON "support_agreement"("number");

-- CreateIndex
CREATE UNIQUE INDEX "support_agreement_case_id_key" ON "support_agreement"("case_id");

-- CreateIndex
CREATE INDEX "support_agreement_person_id_idx" ON "support_agreement"("person_id");

-- CreateIndex
CREATE INDEX "payee_account_person_id_idx" ON "payee_account"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "instalment_request_no_key" ON "instalment"("request_no");

-- CreateIndex
CREATE UNIQUE INDEX "instalment_bank_receipt_no_key" ON "instalment"("bank_receipt_no");

-- CreateIndex
CREATE INDEX "instalment_state_idx" ON "instalment"("state");

-- CreateIndex
CREATE UNIQUE INDEX "instalment_agreement_id_no_key" ON "instalment"("agreement_id", "no");

-- CreateIndex
CREATE INDEX "milestone_state_due_on_idx" ON "milestone"("state", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "milestone_agreement_id_no_key" ON "milestone"("agreement_id", "no");

-- CreateIndex
CREATE UNIQUE INDEX "clawback_number_key" ON "clawback"("number");

-- CreateIndex
CREATE INDEX "clawback_person_id_idx" ON "clawback"("person_id");

-- CreateIndex
CREATE INDEX "clawback_case_id_idx" ON "clawback"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "clawback_receipt_bank_receipt_no_key" ON "clawback_receipt"("bank_receipt_no");

-- CreateIndex
CREATE INDEX "clawback_receipt_clawback_id_idx" ON "clawback_receipt"("clawback_id");

-- CreateIndex
CREATE INDEX "case_signature_case_id_round_idx" ON "case_signature"("case_id", "round");

-- AddForeignKey
ALTER TABLE "duplicate_flag" ADD CONSTRAINT "duplicate_flag_application_a_fkey" FOREIGN KEY ("application_a") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_flag" ADD CONSTRAINT "duplicate_flag_application_b_fkey" FOREIGN KEY ("application_b") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw" ADD CONSTRAINT "draw_rerun_of_fkey" FOREIGN KEY ("rerun_of") REFERENCES "draw"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_entry" ADD CONSTRAINT "draw_entry_draw_id_fkey" FOREIGN KEY ("draw_id") REFERENCES "draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fund_line" ADD CONSTRAINT "fund_line_fund_source_code_fkey" FOREIGN KEY ("fund_source_code") REFERENCES "fund_source"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "fund_line"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_txn" ADD CONSTRAINT "ledger_txn_reverses_fkey" FOREIGN KEY ("reverses") REFERENCES "ledger_txn"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_txn_id_fkey" FOREIGN KEY ("txn_id") REFERENCES "ledger_txn"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fund_transfer" ADD CONSTRAINT "fund_transfer_from_line_id_fkey" FOREIGN KEY ("from_line_id") REFERENCES "fund_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fund_transfer" ADD CONSTRAINT "fund_transfer_to_line_id_fkey" FOREIGN KEY ("to_line_id") REFERENCES "fund_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_notice" ADD CONSTRAINT "public_notice_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_line" ADD CONSTRAINT "notice_line_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "public_notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_line" ADD CONSTRAINT "notice_line_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_rubric_id_fkey" FOREIGN KEY ("rubric_id") REFERENCES "rubric"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_fund_line_id_fkey" FOREIGN KEY ("fund_line_id") REFERENCES "fund_line"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_relation" ADD CONSTRAINT "person_relation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_relation" ADD CONSTRAINT "person_relation_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_relation" ADD CONSTRAINT "person_relation_venture_id_fkey" FOREIGN KEY ("venture_id") REFERENCES "venture"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviewer" ADD CONSTRAINT "reviewer_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_entry" ADD CONSTRAINT "review_entry_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_entry" ADD CONSTRAINT "review_entry_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_entry" ADD CONSTRAINT "review_entry_panel_id_fkey" FOREIGN KEY ("panel_id") REFERENCES "review_panel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_panel" ADD CONSTRAINT "review_panel_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_panel" ADD CONSTRAINT "review_panel_draw_id_fkey" FOREIGN KEY ("draw_id") REFERENCES "draw"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "panel_pool_row" ADD CONSTRAINT "panel_pool_row_panel_id_fkey" FOREIGN KEY ("panel_id") REFERENCES "review_panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "review_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_score" ADD CONSTRAINT "review_score_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "review_assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_mark" ADD CONSTRAINT "review_mark_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "review_assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_result" ADD CONSTRAINT "review_result_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "review_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_copy" ADD CONSTRAINT "blind_copy_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "review_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_feedback" ADD CONSTRAINT "review_feedback_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "panel_meeting" ADD CONSTRAINT "panel_meeting_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "panel_meeting" ADD CONSTRAINT "panel_meeting_panel_id_fkey" FOREIGN KEY ("panel_id") REFERENCES "review_panel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_member" ADD CONSTRAINT "meeting_member_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "panel_meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "panel_meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "review_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_vote" ADD CONSTRAINT "meeting_vote_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "meeting_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_absence" ADD CONSTRAINT "meeting_absence_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "meeting_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_agreement" ADD CONSTRAINT "support_agreement_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instalment" ADD CONSTRAINT "instalment_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "support_agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instalment" ADD CONSTRAINT "instalment_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instalment" ADD CONSTRAINT "instalment_payee_id_fkey" FOREIGN KEY ("payee_id") REFERENCES "payee_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "support_agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clawback_receipt" ADD CONSTRAINT "clawback_receipt_clawback_id_fkey" FOREIGN KEY ("clawback_id") REFERENCES "clawback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- a signature that only notes (issues, hold) may be followed by another one; a decisive one may not
CREATE UNIQUE INDEX case_signature_case_id_round_step_key ON case_signature (case_id, round, step) WHERE decision IN ('concur', 'reject');
CREATE UNIQUE INDEX case_signature_case_id_round_signed_by_key ON case_signature (case_id, round, signed_by) WHERE decision IN ('concur', 'reject');
ALTER TABLE document ALTER COLUMN person_id DROP NOT NULL, ADD COLUMN readers jsonb NOT NULL DEFAULT '{}';
