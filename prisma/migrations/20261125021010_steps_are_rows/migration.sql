-- Which steps there are is said by the rows of chain_step; guard_signature refuses any other.
ALTER TABLE case_signature DROP CONSTRAINT step_known;
