-- A counter of holdings kept the limit of the day on which it was made: a limit raised later did not hold for ventures that
-- had a unit before. Now the rule in force is copied whenever a unit is added; giving back never asks for it. Without a rule
-- in force nothing may be held, instead of a hundred units.
CREATE OR REPLACE FUNCTION holding_counter_apply() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was int := 0; will int := 0; v uuid; k "UnitKind"; cap int;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.venture_id IS NOT NULL AND allocation_is_live(OLD.state) THEN was := 1; END IF;
  IF TG_OP <> 'DELETE' AND NEW.venture_id IS NOT NULL AND allocation_is_live(NEW.state) THEN will := 1; END IF;
  IF was = will THEN RETURN NULL; END IF;
  v := coalesce(NEW.venture_id, OLD.venture_id); k := coalesce(NEW.kind, OLD.kind);
  SELECT value::int INTO cap FROM rule_value WHERE key = 'space.max_live.' || k AND valid_to IS NULL;
  INSERT INTO holding_counter (venture_id, kind, live, max_live) VALUES (v, k, 0, coalesce(cap, 0)) ON CONFLICT DO NOTHING;
  UPDATE holding_counter SET live = live + will - was,
         max_live = CASE WHEN NEW.source = 'ledger' THEN greatest(max_live, live + will - was)
                         WHEN will > was THEN coalesce(cap, 0)
                         ELSE max_live END
   WHERE venture_id = v AND kind = k;
  RETURN NULL;
END $$;
