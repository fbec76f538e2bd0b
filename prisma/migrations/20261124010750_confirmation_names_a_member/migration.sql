-- A confirmation belongs to a member of the team, who need not be a known person: the column was required and nobody could
-- fill it, so that no founder could ever confirm.
ALTER TABLE "member_confirmation" DROP COLUMN IF EXISTS "person_id";
