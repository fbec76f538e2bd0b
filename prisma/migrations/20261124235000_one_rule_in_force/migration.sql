-- A rule has one value in force: a new version begins by ending the one before.
CREATE UNIQUE INDEX rule_value_in_force ON rule_value (key) WHERE valid_to IS NULL;
