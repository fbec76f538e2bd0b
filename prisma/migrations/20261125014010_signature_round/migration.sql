-- The round of signatures in which a case stands: what was signed before it was sent back decides nothing any more.
ALTER TABLE case_file ADD COLUMN signature_round int NOT NULL DEFAULT 1, ADD CONSTRAINT signature_round_counts CHECK (signature_round >= 1);
UPDATE case_file c SET signature_round = s.last + (c.state = 'eligibility_review')::int
  FROM (SELECT case_id, max(round) AS last FROM case_signature GROUP BY case_id) s WHERE s.case_id = c.id;
