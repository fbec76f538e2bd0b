-- What must never be true of the rows, whoever wrote them. Each query counts offenders; lib/entry/invariants.ts runs them
-- all (`npm run invariants`) and asks for 0. Constraints refuse most of it beforehand: these queries prove that they did.

-- name: overlapping live holdings of one unit
SELECT count(*) FROM allocation a JOIN allocation b ON a.unit_id = b.unit_id AND a.id < b.id AND a.during && b.during
 WHERE allocation_is_live(a.state) AND allocation_is_live(b.state);

-- name: two flats or beds of one person at once
SELECT count(*) FROM allocation a JOIN allocation b ON a.person_id = b.person_id AND a.kind = b.kind AND a.id < b.id AND a.during && b.during
 WHERE a.kind IN ('flat', 'bed') AND a.source <> 'ledger' AND b.source <> 'ledger' AND allocation_is_live(a.state) AND allocation_is_live(b.state);

-- name: counter of holdings differs from the rows
SELECT count(*) FROM (SELECT venture_id, kind, count(*) AS n FROM allocation WHERE venture_id IS NOT NULL AND allocation_is_live(state) GROUP BY 1, 2) r
  FULL JOIN holding_counter c USING (venture_id, kind) WHERE coalesce(r.n, 0) <> coalesce(c.live, 0);

-- name: more holdings than the limit
SELECT count(*) FROM holding_counter WHERE live > max_live OR live < 0;

-- name: live holding without an approved case
SELECT count(*) FROM allocation a LEFT JOIN case_file c ON c.id = a.case_id
 WHERE allocation_is_live(a.state) AND a.source <> 'ledger' AND is_granted(c.state) IS NOT TRUE;

-- name: more units held than approved
SELECT count(*) FROM (SELECT c.id FROM allocation a JOIN case_file c ON c.id = a.case_id
  WHERE allocation_is_live(a.state) AND a.source <> 'ledger' GROUP BY c.id, c.quantity HAVING count(*) > c.quantity) x;

-- name: hold without an end
SELECT count(*) FROM allocation WHERE state IN ('held', 'offered') AND hold_expires_at IS NULL;

-- name: decided case without the signatures of its chain
SELECT count(*) FROM case_file c JOIN application a ON a.id = c.application_id
 WHERE a.source = 'online' AND c.state IN ('approved', 'rejected', 'appealed', 'upheld', 'amended') AND EXISTS (
   SELECT 1 FROM chain_step k WHERE k.chain = chain_of(c.id)
      AND k.step IN ('first_review', 'second_check', 'panel', 'approval', 'approval_second', 'final_decision')
      AND (k.above_fen IS NULL OR amount_to_sign(c.id) > k.above_fen) AND (c.state = 'approved' OR k.step NOT IN ('approval', 'approval_second'))
      AND NOT EXISTS (SELECT 1 FROM standing_signatures(c.id) s WHERE s.step = k.step));

-- name: two signatures of one person under one decision
SELECT count(*) FROM case_file c WHERE (SELECT count(*) - count(DISTINCT s.signed_by) FROM standing_signatures(c.id) s) > 0;

-- name: case signed by its applicant or team
SELECT count(*) FROM case_signature s JOIN case_file c ON c.id = s.case_id JOIN application a ON a.id = c.application_id JOIN app_user u ON u.id = s.signed_by
 WHERE u.person_id = c.person_id OR EXISTS (SELECT 1 FROM venture_member m
   WHERE m.venture_id = a.venture_id AND m.person_id = u.person_id AND (m.left_at IS NULL OR m.left_at >= a.submitted_at));

-- name: approval before the notice was over
SELECT count(*) FROM case_signature s WHERE s.step IN ('approval', 'approval_second') AND NOT EXISTS (
  SELECT 1 FROM notice_line l JOIN public_notice n ON n.id = l.notice_id
   WHERE l.case_id = s.case_id AND n.state = 'published' AND n.to_on < (s.at AT TIME ZONE 'Asia/Shanghai')::date);

-- name: approved money that nobody set aside
SELECT count(*) FROM case_file c JOIN application a ON a.id = c.application_id JOIN round r ON r.id = a.round_id JOIN fund_line l ON l.id = r.fund_line_id
 WHERE c.state = 'approved' AND c.amount_fen IS NOT NULL
   AND EXISTS (SELECT 1 FROM "_FundSourceToMeasure" f WHERE f."A" = l.fund_source_code AND f."B" = c.measure_code)
   AND NOT EXISTS (SELECT 1 FROM ledger_txn t WHERE t.case_id = c.id AND t.kind = 'commit');

-- name: first review by the person who accepted
SELECT count(*) FROM case_signature s JOIN case_file c ON c.id = s.case_id WHERE s.step = 'first_review' AND s.signed_by = c.accepted_by;

-- name: case numbers with a gap
SELECT count(*) FROM (
  SELECT split_part(case_no, '-', 1) AS prefix, split_part(case_no, '-', 2)::int AS year, count(*) AS n, max(split_part(case_no, '-', 3)::int) AS top
    FROM case_file GROUP BY 1, 2) c
  LEFT JOIN number_series s ON s.series = 'case:' || c.prefix AND s.year = c.year WHERE c.n <> c.top OR s.last IS DISTINCT FROM c.top;

-- name: document numbers with a gap
SELECT count(*) FROM (SELECT kind, year, count(*) AS n, max(seq) AS top FROM document GROUP BY 1, 2) d
  LEFT JOIN number_series s ON s.series = 'document:' || d.kind AND s.year = d.year WHERE d.n <> d.top OR s.last IS DISTINCT FROM d.top;

-- name: recorded step that no machine allows
SELECT count(*) FROM case_event e WHERE e.from_state IS NOT NULL AND e.to_state IS NOT NULL AND e.from_state <> e.to_state AND NOT EXISTS (
  SELECT 1 FROM machine_transition m WHERE m.machine = 'case' AND m.from_state = e.from_state::text AND m.to_state = e.to_state::text);

-- name: state of a case differs from its history
SELECT count(*) FROM case_file c WHERE c.state::text <> (
  SELECT e.to_state::text FROM case_event e WHERE e.case_id = c.id AND e.to_state IS NOT NULL ORDER BY e.id DESC LIMIT 1);

-- name: submitted form without a case, or draft with one
SELECT count(*) FROM application a WHERE (a.state = 'submitted') <> EXISTS (SELECT 1 FROM case_file c WHERE c.application_id = a.id) AND a.state <> 'withdrawn';

-- name: open pause on a stopped clock
SELECT count(*) FROM case_pause p JOIN case_clock k ON k.id = p.clock_id WHERE p.to_on IS NULL AND k.stopped_on IS NOT NULL;

-- name: material with a file of another application
SELECT count(*) FROM case_material m JOIN case_file c ON c.id = m.case_id JOIN stored_file f ON f.id = m.file_id WHERE f.application_id IS DISTINCT FROM c.application_id;

-- name: audit chain broken
SELECT count(*) FROM audit_first_broken() b WHERE b IS NOT NULL;

-- name: sealed numbers not consecutive
SELECT abs(count(*) - coalesce(max(n), 0)) FROM audit_seal;

-- name: identity number in the audit
SELECT count(*) FROM audit_event WHERE detail::text ~ '[1-9]\d{5}(19|20)\d{9}[\dXx]' OR subject_id ~ '[1-9]\d{5}(19|20)\d{9}[\dXx]';

-- name: identity number in a form
SELECT count(*) FROM application WHERE data::text ~ '[1-9]\d{5}(19|20)\d{9}[\dXx]';

-- name: command without an answer for a minute
SELECT count(*) FROM idempotency_key WHERE response IS NULL AND created_at < clock_timestamp() - interval '1 minute';

-- name: message for a case that does not exist
SELECT count(*) FROM outgoing_message m WHERE m.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = m.case_id);

-- name: something held by a merged person
SELECT (SELECT count(*) FROM app_user x JOIN person p ON p.id = x.person_id WHERE p.merged_into IS NOT NULL)
     + (SELECT count(*) FROM venture_member x JOIN person p ON p.id = x.person_id WHERE p.merged_into IS NOT NULL)
     + (SELECT count(*) FROM application x JOIN person p ON p.id = x.person_id WHERE p.merged_into IS NOT NULL)
     + (SELECT count(*) FROM case_file x JOIN person p ON p.id = x.person_id WHERE p.merged_into IS NOT NULL)
     + (SELECT count(*) FROM allocation x JOIN person p ON p.id = x.person_id WHERE p.merged_into IS NOT NULL);

-- name: verified person without an identity number
SELECT count(*) FROM person WHERE state = 'verified' AND id_blind_index IS NULL;

-- name: locked sheet that is not whole or does not add up
SELECT count(*) FROM review_assignment a JOIN review_entry e ON e.id = a.entry_id JOIN round r ON r.id = e.round_id JOIN rubric b ON b.id = r.rubric_id
 WHERE a.locked_at IS NOT NULL AND a.total_points IS DISTINCT FROM (
   SELECT CASE WHEN count(s.level) = count(*) THEN sum(s.level * 25 * (c->>'weight')::int) END
     FROM jsonb_array_elements(b.criteria) c LEFT JOIN review_score s ON s.assignment_id = a.id AND s.criterion = c->>'key');

-- name: latest result that counts other sheets than the locked ones
SELECT count(*) FROM review_entry e JOIN LATERAL (SELECT * FROM review_result x WHERE x.entry_id = e.id ORDER BY seq DESC LIMIT 1) x ON true
 WHERE e.state IN ('scored', 'discussion') AND x.sheet_ids <> ARRAY(SELECT a.id FROM review_assignment a WHERE a.entry_id = e.id AND a.state = 'locked' ORDER BY a.id);

-- name: entry called scored without a result
SELECT count(*) FROM review_entry e WHERE e.state IN ('scored', 'discussion') AND NOT EXISTS (SELECT 1 FROM review_result x WHERE x.entry_id = e.id);

-- name: sheet opened without a confirmed copy in a blind round
SELECT count(*) FROM review_assignment a JOIN review_entry e ON e.id = a.entry_id JOIN round r ON r.id = e.round_id
 WHERE r.hide_applicant AND a.opened_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM blind_copy b WHERE b.entry_id = e.id);

-- name: balance of an account differs from its entries
SELECT count(*) FROM ledger_account a WHERE a.balance_fen <> (SELECT coalesce(sum(e.amount_fen), 0) FROM ledger_entry e WHERE e.account_id = a.id);

-- name: books out of balance
SELECT abs(coalesce(sum(balance_fen), 0)) FROM ledger_account;

-- name: year of a fund out of balance
SELECT count(*) FROM (SELECT split_part(code, ':', 1), split_part(code, ':', 2) FROM ledger_account GROUP BY 1, 2 HAVING sum(balance_fen) <> 0) y;

-- name: posting that is not sealed or not balanced
SELECT count(*) FROM ledger_txn t WHERE t.hash IS NULL OR t.n IS NULL
   OR (SELECT count(*) < 2 OR sum(e.amount_fen) <> 0 FROM ledger_entry e WHERE e.txn_id = t.id);

-- name: chain of postings broken
SELECT count(*) FROM ledger_first_broken() b WHERE b IS NOT NULL;

-- name: year’s budget exceeded
SELECT count(*) FROM ledger_account a JOIN fund_source f ON f.code = split_part(a.code, ':', 1)
 WHERE a.kind = 'source' AND (a.balance_fen < -f.annual_fen OR a.min_fen < -f.annual_fen OR a.balance_fen > 0);

-- name: line overdrawn
SELECT count(*) FROM ledger_account WHERE line_id IS NOT NULL AND balance_fen < 0;

-- name: money paid, moved or taken back by one person
SELECT count(*) FROM ledger_txn t WHERE (kind IN ('disburse', 'transfer', 'reverse') OR kind = 'open' AND EXISTS (SELECT 1 FROM app_user u WHERE u.id = t.actor_id))
   AND (approver_id IS NULL OR approver_id = actor_id);

-- name: case that took more than it was given
SELECT count(*) FROM (SELECT t.case_id FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id JOIN ledger_account a ON a.id = e.account_id
  WHERE t.case_id IS NOT NULL AND a.kind IN ('committed', 'contracted', 'disbursed', 'recovered') GROUP BY t.case_id, a.id HAVING sum(e.amount_fen) < 0) x;

-- name: money of a case that does not exist
SELECT count(*) FROM ledger_txn t WHERE t.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = t.case_id);

-- name: closed line with money undecided
SELECT count(*) FROM fund_line f JOIN ledger_account a ON a.line_id = f.id
 WHERE f.closed_on IS NOT NULL AND a.kind IN ('available', 'committed', 'contracted') AND a.balance_fen <> 0;

-- name: carried over, but not the same sum
SELECT abs((SELECT coalesce(sum(e.amount_fen), 0) FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id JOIN ledger_txn t ON t.id = e.txn_id
             WHERE a.kind = 'carried') + (SELECT coalesce(sum(e.amount_fen), 0) FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
             JOIN ledger_txn t ON t.id = e.txn_id LEFT JOIN ledger_txn r ON r.id = t.reverses WHERE a.kind = 'brought' AND coalesce(r.kind, t.kind) = 'carry'));

-- name: signed transfer or reversal without its posting
SELECT (SELECT count(*) FROM fund_transfer f LEFT JOIN ledger_txn t ON t.id = f.txn_id WHERE f.outcome = 'approved' AND (t.kind IS DISTINCT FROM 'transfer' OR t.actor_id <> f.proposed_by OR t.approver_id <> f.decided_by))
     + (SELECT count(*) FROM fund_budget f LEFT JOIN ledger_txn t ON t.id = f.txn_id WHERE f.outcome = 'approved' AND (t.kind IS DISTINCT FROM 'open' OR t.actor_id <> f.proposed_by OR t.approver_id <> f.decided_by))
     + (SELECT count(*) FROM ledger_correction c LEFT JOIN ledger_txn t ON t.id = c.reversal_id WHERE c.outcome = 'approved' AND (t.reverses IS DISTINCT FROM c.txn_id OR t.actor_id <> c.proposed_by OR t.approver_id <> c.decided_by));

-- name: published draw that does not follow from its key
SELECT count(*) FROM draw d WHERE d.state = 'published' AND (encode(sha256(decode(d.secret, 'hex')), 'hex') <> d.commit
  OR d.entries_hash IS DISTINCT FROM draw_entries_hash(d.id) OR draw_differences(d.id, d.secret, d.public_value, d.units) > 0);

-- name: frozen draw whose entries are not the ones of its hash
SELECT count(*) FROM draw d WHERE d.state IN ('frozen', 'drawn') AND d.entries_hash IS DISTINCT FROM draw_entries_hash(d.id);

-- name: draw frozen before its closing or drawn before it was frozen
SELECT count(*) FROM draw WHERE frozen_at < closes_at OR drawn_at < frozen_at OR committed_at > closes_at;

-- name: vote of somebody who had left for the item, or was no voting member
SELECT count(*) FROM meeting_vote v JOIN meeting_item i ON i.id = v.item_id LEFT JOIN meeting_member m ON m.meeting_id = i.meeting_id AND m.user_id = v.user_id
 WHERE m.role IS NULL OR m.role NOT IN ('chair', 'member') OR m.arrived_at IS NULL OR m.arrived_at > v.at;

-- name: item decided below the quorum or against its votes
SELECT count(*) FROM meeting_item i JOIN panel_meeting m ON m.id = i.meeting_id
  CROSS JOIN LATERAL (SELECT count(*) AS n, count(*) FILTER (WHERE vote = 'for') AS f FROM meeting_votes(i.id)) v
 WHERE i.outcome IS NOT NULL AND (v.n < m.quorum OR (i.outcome = 'reject' AND v.f = v.n) OR (i.outcome = 'concur' AND v.f = 0));

-- name: item of a meeting without the signature of its chair
SELECT count(*) FROM meeting_item i JOIN panel_meeting m ON m.id = i.meeting_id
 WHERE i.outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM case_signature s WHERE s.case_id = i.case_id AND s.step = 'panel' AND s.decision = i.outcome AND s.signed_by = m.chair_id);

-- name: agreement in force that the books do not know, or that says another amount than its parts
SELECT count(*) FROM support_agreement a WHERE (a.counter_signed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_txn t WHERE t.kind = 'contract' AND t.ref = a.number AND t.case_id = a.case_id))
  OR a.amount_fen IS DISTINCT FROM (SELECT sum(amount_fen) FROM instalment WHERE agreement_id = a.id);

-- name: agreement signed over another text than its paper
SELECT count(*) FROM support_agreement a LEFT JOIN document d ON d.id = a.document_id WHERE a.signed_hash IS NOT NULL AND a.signed_hash IS DISTINCT FROM d.fingerprint;

-- name: paid instalment that the books do not know
SELECT count(*) FROM instalment i JOIN support_agreement a ON a.id = i.agreement_id WHERE i.state = 'paid' AND NOT EXISTS (
  SELECT 1 FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id
   WHERE t.kind = 'disburse' AND t.ref = i.bank_receipt_no AND t.case_id = a.case_id AND t.approver_id = i.approved_by AND e.amount_fen = i.amount_fen);

-- name: money paid out under an agreement without its instalment
SELECT count(*) FROM ledger_txn t WHERE t.kind = 'disburse' AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
   AND EXISTS (SELECT 1 FROM support_agreement a WHERE a.case_id = t.case_id)
   AND NOT EXISTS (SELECT 1 FROM instalment i JOIN support_agreement a ON a.id = i.agreement_id WHERE a.case_id = t.case_id AND i.bank_receipt_no = t.ref AND i.state = 'paid');

-- name: payment by fewer people than it takes
SELECT count(*) FROM instalment WHERE state = 'paid' AND (requested_by IN (checked_by, approved_by, paid_by) OR checked_by = approved_by OR approved_by = paid_by);

-- name: clawback decided before the time to answer was over, or by who opened it
SELECT count(*) FROM clawback WHERE decided_at IS NOT NULL AND ((decided_at AT TIME ZONE 'Asia/Shanghai')::date <= answer_due_on OR decided_by = opened_by);

-- name: money taken back that its receipts do not add up to
SELECT count(*) FROM clawback c WHERE c.recovered_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM clawback_receipt r WHERE r.clawback_id = c.id);

-- name: shown case without a line in a published or withdrawn notice
SELECT count(*) FROM case_file c WHERE c.state IN ('public_notice', 'objection_hold') AND NOT EXISTS (
  SELECT 1 FROM notice_line l JOIN public_notice n ON n.id = l.notice_id WHERE l.case_id = c.id AND n.state <> 'draft');

-- name: notice shorter than its days, or without lines
SELECT count(*) FROM public_notice n WHERE n.state = 'published' AND (n.to_on - n.from_on < n.days OR NOT EXISTS (SELECT 1 FROM notice_line l WHERE l.notice_id = n.id));

-- name: open objection while its case goes on
SELECT count(*) FROM objection o JOIN case_file c ON c.id = o.case_id
 WHERE o.kind = 'objection' AND o.state IN ('received', 'admissible', 'inadmissible', 'investigating') AND c.state IN ('public_notice', 'approved');

-- name: case on hold without an open objection
SELECT count(*) FROM case_file c WHERE c.state = 'objection_hold' AND NOT EXISTS (
  SELECT 1 FROM objection o WHERE o.case_id = c.id AND o.kind = 'objection' AND o.state IN ('received', 'admissible', 'inadmissible', 'investigating'));

-- name: approved before its notice was over
SELECT count(*) FROM case_signature s JOIN notice_line l ON l.case_id = s.case_id JOIN public_notice n ON n.id = l.notice_id
 WHERE s.step IN ('approval', 'approval_second') AND s.decision = 'concur' AND n.state = 'published' AND n.published_at < s.at
   AND (s.at AT TIME ZONE 'Asia/Shanghai')::date <= n.to_on;

-- name: case under reconsideration without one, or decided without it
SELECT count(*) FROM case_file c WHERE c.state IN ('appealed', 'upheld', 'amended') AND (c.state = 'appealed') IS DISTINCT FROM (
  SELECT o.decision IS NULL FROM objection o WHERE o.case_id = c.id AND o.kind = 'reconsideration');

-- name: amended case of money that the books do not know
SELECT count(*) FROM case_file c JOIN measure m ON m.code = c.measure_code WHERE c.state = 'amended' AND m.case_kind = 'grant'
   AND NOT EXISTS (SELECT 1 FROM ledger_txn t WHERE t.kind = 'commit' AND t.case_id = c.id);

-- name: letter that was sent without its paper
SELECT count(*) FROM review_feedback f WHERE f.approved_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM document d WHERE d.case_id = f.case_id AND d.kind = 'result_letter');

-- name: sheet of an expert who was not in the drawn pool
SELECT count(*) FROM review_assignment a JOIN review_entry e ON e.id = a.entry_id WHERE NOT EXISTS (
  SELECT 1 FROM panel_pool_row p JOIN draw d ON d.id = p.draw_id AND d.state IN ('drawn', 'published')
   WHERE p.panel_id = e.panel_id AND p.reviewer_id = a.reviewer_id AND NOT p.excluded);

-- name: more seats held on an entry than its panel has
SELECT count(*) FROM (SELECT e.id FROM review_entry e JOIN review_panel p ON p.id = e.panel_id JOIN review_assignment a ON a.entry_id = e.id
  WHERE a.state IN ('drawn', 'declared', 'scoring', 'locked') GROUP BY e.id, p.seats HAVING count(*) > p.seats) x;

-- name: substitute on another entry than the one it replaces
SELECT count(*) FROM review_assignment a JOIN review_assignment b ON b.id = a.replaces WHERE a.entry_id <> b.entry_id OR b.state NOT IN ('recused', 'abstained', 'voided');

-- name: application in a round that is not published
SELECT count(*) FROM application a JOIN round r ON r.id = a.round_id WHERE r.published_at IS NULL;

-- name: application with another form than its round
SELECT count(*) FROM application a JOIN round r ON r.id = a.round_id WHERE a.form_version <> r.form_version;

-- name: case of a support that its round does not offer
SELECT count(*) FROM case_file c JOIN application a ON a.id = c.application_id JOIN round r ON r.id = a.round_id WHERE NOT (c.measure_code = ANY (r.measures));

-- name: second check before a duplicate was judged
SELECT count(*) FROM case_signature s JOIN case_file c ON c.id = s.case_id JOIN duplicate_flag f ON c.application_id IN (f.application_a, f.application_b)
 WHERE s.step = 'second_check' AND f.found_at < s.at AND (f.decided_at IS NULL OR f.decided_at > s.at);
