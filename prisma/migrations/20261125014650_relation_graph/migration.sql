-- Who is too near to an application to judge it (利益关系). The same hard kinds as lib/foundation/relation/model/conflicts.ts,
-- which explains them in words; relation.db.test.ts holds both equal over random graphs. Here the database itself can refuse.

-- Names of employers as people type them: one width, no blanks, dots and brackets, ASCII letters small. One statement in
-- both languages (see model/normal.ts): the signs after the letters are taken out.
CREATE FUNCTION plain_name(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(normalize(coalesce(t, ''), NFKC), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' || E' \t\n\r' || '()[]《》·•.,、。-—–_"''“”‘’', 'abcdefghijklmnopqrstuvwxyz') $$;
-- A telephone by its last eleven digits, so that +86 changes nothing; fewer than seven are no telephone.
CREATE FUNCTION plain_phone(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT nullif(right(CASE WHEN length(d) >= 7 THEN d ELSE '' END, 11), '') FROM regexp_replace(coalesce(t, ''), '[^0-9]', '', 'g') AS d $$;
-- One organisation: by credit code where both have one, else by name.
CREATE FUNCTION same_organisation(name_a text, code_a text, name_b text, code_b text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN nullif(code_a, '') IS NOT NULL AND nullif(code_b, '') IS NOT NULL THEN upper(code_a) = upper(code_b)
              ELSE plain_name(name_a) <> '' AND plain_name(name_a) = plain_name(name_b) END $$;

-- A person and every row that was merged into the same person.
CREATE FUNCTION ids_of_person(p uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up (id, next) AS (
    SELECT id, merged_into FROM person WHERE id = p
    UNION SELECT q.id, q.merged_into FROM up JOIN person q ON q.id = up.next),
  tree (id) AS (
    SELECT id FROM up WHERE next IS NULL
    UNION SELECT q.id FROM tree JOIN person q ON q.merged_into = tree.id)
  SELECT id FROM tree $$;

-- The first day that still counts for a kind of relation: so many years back, as the rule in force says; without a rule
-- everything counts, so that a missing row never lets anybody in.
CREATE FUNCTION relation_since(p_rule text, p_day date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT (p_day - make_interval(months => (12 * value)::int))::date FROM rule_value WHERE key = p_rule AND valid_to IS NULL), '-infinity') $$;

-- Kinds that make somebody a company person (董事、监事、高管、股东、法定代表人).
CREATE FUNCTION is_company_kind(k text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT k IN ('director', 'supervisor', 'executive', 'shareholder', 'legal_person') $$;

/* Every hard kind between a person and an application on a day. */
CREATE FUNCTION hard_relations_on(p_person uuid, p_application uuid, p_day date) RETURNS SETOF text LANGUAGE sql STABLE AS $$
WITH since AS MATERIALIZED (
  SELECT relation_since('relation.employer_years', p_day) AS employer, relation_since('relation.mentor_years', p_day) AS mentor,
         relation_since('relation.contract_years', p_day) AS contract),
a AS MATERIALIZED (
  SELECT a.id, a.person_id, a.venture_id, a.round_id, a.submitted_at, v.company_name, v.credit_code, r.chain = 'panel' AS ranked
    FROM application a JOIN round r ON r.id = a.round_id LEFT JOIN venture v ON v.id = a.venture_id WHERE a.id = p_application),
me AS MATERIALIZED (SELECT x.id FROM ids_of_person(p_person) AS x(id)),
-- a relation that still counts: not withdrawn, not ended before its period
alive AS MATERIALIZED (
  SELECT r.* FROM person_relation r, since s
   WHERE r.withdrawn_at IS NULL AND coalesce(r.until_on, 'infinity') >= CASE
     WHEN r.kind = 'employer' OR is_company_kind(r.kind) THEN s.employer
     WHEN r.kind = 'mentor' THEN s.mentor
     WHEN r.kind IN ('contract', 'loan', 'equity') THEN s.contract
     WHEN r.kind = 'introduced' THEN '-infinity'
     ELSE p_day END),
-- the side of the application: applicant, team (who left after handing in too), company persons of the venture
side AS MATERIALIZED (
  SELECT DISTINCT x.id FROM (
    SELECT person_id AS id FROM a
    UNION SELECT m.person_id FROM a JOIN venture_member m ON m.venture_id = a.venture_id
           WHERE m.person_id IS NOT NULL AND (m.left_at IS NULL OR m.left_at >= coalesce(a.submitted_at, '-infinity'))
    UNION SELECT r.person_id FROM a JOIN alive r ON is_company_kind(r.kind)
           AND (r.venture_id = a.venture_id OR same_organisation(r.organisation, r.credit_code, a.company_name, a.credit_code))
  ) s CROSS JOIN LATERAL ids_of_person(s.id) AS x(id)
  WHERE x.id NOT IN (SELECT id FROM me)),
membership AS MATERIALIZED (
  SELECT m.person_id, m.venture_id, v.company_name, v.credit_code FROM venture_member m JOIN venture v ON v.id = m.venture_id, since s
   WHERE m.person_id IS NOT NULL AND (m.left_at IS NULL OR (m.left_at AT TIME ZONE 'Asia/Shanghai')::date >= s.employer)
     AND (m.person_id IN (SELECT id FROM me) OR m.person_id IN (SELECT id FROM side))),
tie AS MATERIALIZED (
  SELECT r.person_id, NULL::uuid AS venture_id, 'employer' AS nature, r.employer AS name, r.employer_code AS code FROM reviewer r
  UNION ALL SELECT m.person_id, m.venture_id, 'member', m.company_name, m.credit_code FROM membership m
  UNION ALL SELECT r.person_id, r.venture_id, CASE WHEN r.kind = 'employer' THEN 'employer' ELSE 'company' END,
                   coalesce(r.organisation, v.company_name), CASE WHEN r.organisation IS NULL THEN v.credit_code ELSE r.credit_code END
              FROM alive r LEFT JOIN venture v ON v.id = r.venture_id WHERE r.kind = 'employer' OR is_company_kind(r.kind)),
mine AS MATERIALIZED (SELECT t.* FROM tie t WHERE t.person_id IN (SELECT id FROM me)),
theirs AS MATERIALIZED (
  SELECT t.venture_id, t.nature, t.name, t.code FROM tie t WHERE t.person_id IN (SELECT id FROM side)
  UNION ALL SELECT a.venture_id, 'employer', a.company_name, a.credit_code FROM a),
-- what the side has of its own: the venture of the application and those in which its people are
venture_of_side AS MATERIALIZED (
  SELECT a.venture_id AS id FROM a WHERE a.venture_id IS NOT NULL
  UNION SELECT m.venture_id FROM membership m WHERE m.person_id IN (SELECT id FROM side)),
phone AS (
  SELECT p.id, plain_phone(p.phone) AS n FROM person p UNION SELECT u.person_id, plain_phone(u.phone) FROM app_user u)
SELECT 'member' WHERE EXISTS (SELECT 1 FROM a WHERE a.person_id IN (SELECT id FROM me))
    OR EXISTS (SELECT 1 FROM a JOIN membership m ON m.venture_id = a.venture_id WHERE m.person_id IN (SELECT id FROM me))
UNION ALL
-- who competes in a round judges nobody in it; a round that ranks nobody has no competitors
SELECT 'own_application' WHERE EXISTS (
  SELECT 1 FROM a JOIN application b ON a.ranked AND b.round_id = a.round_id AND b.state = 'submitted'
   WHERE b.person_id IN (SELECT id FROM me) OR EXISTS (
     SELECT 1 FROM venture_member m WHERE m.venture_id = b.venture_id AND m.person_id IN (SELECT id FROM me)
        AND (m.left_at IS NULL OR m.left_at >= coalesce(b.submitted_at, '-infinity'))))
UNION ALL
SELECT DISTINCT CASE WHEN mine.nature = 'company' OR theirs.nature = 'company' THEN 'company' ELSE 'employer' END
  FROM mine JOIN theirs ON mine.venture_id = theirs.venture_id OR same_organisation(mine.name, mine.code, theirs.name, theirs.code)
 -- whoever is in the team itself is told that, not that they are colleagues
 WHERE NOT (mine.nature = 'member' AND mine.venture_id IS NOT DISTINCT FROM (SELECT venture_id FROM a))
UNION ALL
SELECT DISTINCT r.kind FROM alive r, a
 WHERE r.kind IN ('household', 'spouse', 'relative', 'mentor', 'contract', 'loan', 'equity', 'introduced') AND (
   (r.person_id IN (SELECT id FROM me) AND (
      r.other_id IN (SELECT id FROM side)
      OR (r.kind = 'introduced' AND r.venture_id = a.venture_id)
      OR (r.kind <> 'introduced' AND r.venture_id IN (SELECT id FROM venture_of_side))
      OR (r.kind IN ('contract', 'loan', 'equity') AND same_organisation(r.organisation, r.credit_code, a.company_name, a.credit_code))))
   OR (r.other_id IN (SELECT id FROM me) AND r.person_id IN (SELECT id FROM side)))
UNION ALL
SELECT 'phone' WHERE EXISTS (
  SELECT 1 FROM phone p JOIN (
      SELECT q.n FROM phone q WHERE q.id IN (SELECT id FROM side)
      UNION SELECT plain_phone(m.phone) FROM a JOIN venture_member m ON m.venture_id = a.venture_id
             WHERE (m.left_at IS NULL OR m.left_at >= coalesce(a.submitted_at, '-infinity'))
               AND (m.person_id IS NULL OR m.person_id NOT IN (SELECT id FROM me))) q ON q.n = p.n
   WHERE p.id IN (SELECT id FROM me))
UNION ALL
SELECT 'address' WHERE EXISTS (
  SELECT 1 FROM alive x JOIN alive y ON y.kind = 'address' AND plain_name(y.organisation) = plain_name(x.organisation)
   WHERE x.kind = 'address' AND plain_name(x.organisation) <> '' AND x.person_id IN (SELECT id FROM me) AND y.person_id IN (SELECT id FROM side))
$$;

/* The gravest hard kind between a person and the application of a case today, in the order of the model; null: none. */
CREATE FUNCTION hard_relation(person uuid, case_id uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT h.kind FROM case_file c
    CROSS JOIN LATERAL hard_relations_on(hard_relation.person, c.application_id, (now() AT TIME ZONE 'Asia/Shanghai')::date) AS h(kind)
   WHERE c.id = hard_relation.case_id
   ORDER BY array_position(ARRAY['member', 'own_application', 'spouse', 'household', 'relative', 'company', 'employer', 'mentor', 'contract', 'loan', 'equity',
     'introduced', 'phone', 'address'], h.kind) LIMIT 1 $$;
