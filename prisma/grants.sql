-- What the application's role may do. Run as the owner after every migration; the last word on who may write what.
GRANT USAGE ON SCHEMA public TO climber_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO climber_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO climber_app;
REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations, audit_seal, chain_head, machine_transition FROM climber_app;
REVOKE UPDATE, DELETE ON audit_event, case_signature, case_event, document, document_lookup FROM climber_app;
REVOKE DELETE ON person, app_user, case_file, application, allocation, unit, venture, role_grant, idempotency_key, number_series FROM climber_app;
-- the books are written by post_txn and fund_line_of alone; a line's last day is all that a command sets itself
REVOKE INSERT, UPDATE, DELETE ON ledger_account, ledger_txn, ledger_entry, fund_line FROM climber_app;
GRANT UPDATE (closed_on) ON fund_line TO climber_app;
REVOKE DELETE ON fund_budget, fund_transfer, ledger_correction FROM climber_app;
REVOKE DELETE ON person_relation, reviewer, review_entry, review_assignment FROM climber_app;
REVOKE UPDATE, DELETE ON review_result FROM climber_app;
REVOKE DELETE ON round, duplicate_flag FROM climber_app;
REVOKE DELETE ON public_notice, notice_line, objection, review_feedback FROM climber_app;
REVOKE UPDATE, DELETE ON rubric FROM climber_app;
REVOKE INSERT, UPDATE, DELETE ON form_version, chain_step FROM climber_app;
REVOKE DELETE ON review_score, blind_copy FROM climber_app;
REVOKE UPDATE, DELETE ON panel_pool_row, soft_relation_decision FROM climber_app;
REVOKE UPDATE, DELETE ON clawback_receipt FROM climber_app;
REVOKE DELETE ON support_agreement, payee_account, instalment, milestone, clawback FROM climber_app;
REVOKE DELETE ON draw, draw_entry, panel_meeting, meeting_member, meeting_item FROM climber_app;
REVOKE UPDATE, DELETE ON meeting_vote, meeting_absence FROM climber_app;
GRANT USAGE ON SCHEMA graphile_worker TO climber_app;
GRANT ALL ON ALL TABLES IN SCHEMA graphile_worker TO climber_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO climber_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO climber_app;
-- the queue's tables carry row security without a policy: only their owner would see a row
DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity LOOP
    EXECUTE format('DROP POLICY IF EXISTS application ON graphile_worker.%I', t);
    EXECUTE format('CREATE POLICY application ON graphile_worker.%I TO climber_app USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
